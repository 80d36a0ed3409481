import { AutoCheck, AutoSelect } from '#components/layout/auto-controls.tsx'
import { DomainSelect } from '#components/layout/filter-bar.tsx'
import { FilterForm } from '#components/layout/filter-form.tsx'
import { filterHref } from '#components/layout/filter-href.ts'
import { FilterMenu } from '#components/layout/filter-menu.tsx'
import { FilterSheet } from '#components/layout/filter-sheet.tsx'
import { RangeChoices } from '#components/layout/range-choices.tsx'
import { REPLY_CLASSES } from '#lib/apple/reply-class.ts'
import { BOUNCE_KINDS, type BounceFilter } from '#lib/bounce-filter.ts'
import { CLASS_WORDS } from '#lib/deliveries/class-words.ts'
import { MISSING } from '#lib/filter.ts'
import { formatDayCount, formatDayRange } from '#lib/format/format-day.ts'
import { isAllTime } from '#lib/format/range-presets.ts'

import { BOUNCE_KIND_WORDS } from './bounce-words.ts'

import classes from '#components/layout/filter-bar.module.css'

const PATH = '/bounces'

type Props = { filter: BounceFilter; today: string; domains: string[]; receivers: Record<string, string> }

/** What narrows the list of bounces. Its state is the address. */
export function BounceFilterBar({ filter, today, domains, receivers }: Props) {
  const isOpen = isAllTime(filter, today)
  const days = isOpen ? 'All time' : formatDayRange(filter.from, filter.to)
  const length = isOpen ? '' : ` (${formatDayCount(filter.from, filter.to)})`
  return (
    <section className={classes.bar} aria-label="Filter">
      <FilterSheet summary={`${filter.domain ?? 'All domains'} · ${days}`}>
        <FilterForm action={PATH} key={JSON.stringify(filter)}>
          <DomainSelect domains={domains} chosen={filter.domain} />
          <FilterMenu label={`${days}${length}`} hint="Days: ">
            <RangeChoices path={PATH} filter={filter} today={today} />
          </FilterMenu>
          <Choice
            name="receiver"
            label="Receiver"
            chosen={filter.receiver}
            any="Every receiver"
            options={withChosen(Object.entries(receivers), filter.receiver)}
          />
          <Choice
            name="kind"
            label="Outcome"
            chosen={filter.kind}
            any="Every outcome"
            options={BOUNCE_KINDS.map((kind) => [kind, BOUNCE_KIND_WORDS[kind].word])}
          />
          <Choice
            name="class"
            label="Answer"
            chosen={filter.class}
            any="Every answer"
            options={REPLY_CLASSES.map((one) => [one, CLASS_WORDS[one].word])}
          />
          <Choice
            name="verified"
            label="Yours"
            chosen={filter.verified === null ? null : String(filter.verified)}
            any="Verified or not"
            options={[
              ['true', 'verified'],
              ['false', 'unverified'],
            ]}
          />
          <AutoCheck name="isIcloud" value="true" isOn={filter.isIcloud === true} label="iCloud only" />
          {KEPT.map((name) => filter[name] && <input key={name} type="hidden" name={name} value={filter[name]} />)}
          <noscript>
            <button type="submit" className={classes.control}>
              Show
            </button>
          </noscript>
        </FilterForm>
      </FilterSheet>
      <Chips filter={filter} />
    </section>
  )
}

/** What is set by a link only: it stands as a chip, which takes it away. */
const KEPT = ['code', 'group', 'source', 'submission'] as const
const KEPT_WORDS = { code: 'Tag', group: 'Reply', source: 'Source', submission: 'Told by' } as const

function Chips({ filter }: { filter: BounceFilter }) {
  const set = KEPT.filter((name) => filter[name] !== null)
  if (set.length === 0) return null
  return (
    <ul className={classes.chips} aria-label="Narrowed to">
      {set.map((name) => (
        <li key={name}>
          <a className={classes.chip} href={filterHref(PATH, filter, { [name]: null })}>
            {KEPT_WORDS[name]}: {wordOf(name, filter[name]!)}
            <span aria-hidden> ×</span>
            <span className="visually-hidden"> (remove)</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function wordOf(name: (typeof KEPT)[number], value: string): string {
  if (name === 'submission') return 'one file or mail of the inbox'
  if (value === MISSING) return 'none'
  return name === 'source' && value === 'none' ? 'not named' : value
}

type ChoiceProps = { name: string; label: string; chosen: string | null; any: string; options: [string, string][] }

function Choice({ name, label, chosen, any, options }: ChoiceProps) {
  return (
    <AutoSelect name={name} label={label} value={chosen ?? ''}>
      <option value="">{any}</option>
      {options.map(([value, word]) => (
        <option key={value} value={value}>
          {word}
        </option>
      ))}
    </AutoSelect>
  )
}

function withChosen(options: [string, string][], chosen: string | null): [string, string][] {
  return chosen === null || options.some(([id]) => id === chosen) ? options : [[chosen, chosen], ...options]
}
