import { RANKED, type Series } from '#components/charts/palette.ts'
import type { OpenBar } from '#components/time/open-bars.ts'
import type { Filter } from '#lib/filter.ts'
import { DEFERRED, answeredDays, refusalDays } from '#lib/format/refusal-days.ts'
import { type BarDay, type BarUnit, timeBars } from '#lib/format/time-bars.ts'
import { OTHERS } from '#lib/format/top-series.ts'
import type { IcloudBounces } from '#lib/queries/rows.ts'

import { AnswersByDay } from './answers-by-day.tsx'
import { ownBouncesHref } from './own-bounces.ts'
import { tagKey, tagWords } from './tag-words.ts'

type Props = { bounces: IcloudBounces; filter: Filter; today: string }

/** Refusals by tag over time, and what became of all mail to Apple where logs or events tell of it. */
export function Answers({ bounces, filter, today }: Props) {
  const { days, tags, accepted, refused, deferred } = bounces
  if (days.length === 0) return null
  const top = refusalDays(days, RANKED.length)
  const words = new Map(tags.map((tag) => [tagKey(tag), tagWords(tag)]))
  const labelOf = (key: string): string => (key === OTHERS ? 'others' : (words.get(key) ?? key))
  const byTag: Series[] = top.keys.map((key, index) => ({ key, palette: RANKED[index]!, label: labelOf(key) }))
  const putOff: Series = { key: DEFERRED, palette: 'quarantine', label: 'put off' }
  const all: Series[] = [
    { key: 'accepted', palette: 'pass', label: 'accepted' },
    { key: 'deferred', palette: 'quarantine', label: 'put off' },
    { key: 'refused', palette: 'fail', label: 'refused' },
  ]
  return (
    <>
      {refused + deferred > 0 && (
        <AnswersByDay
          title="Refusals"
          file="signet-icloud-refusals"
          {...barsOf(top.days, { filter, today })}
          series={deferred > 0 ? [...byTag, putOff] : byTag}
        />
      )}
      {accepted > 0 && (
        <AnswersByDay
          title="Mail to Apple"
          file="signet-icloud-mail"
          {...barsOf(answeredDays(days), { filter, today })}
          series={all}
        />
      )}
    </>
  )
}

function barsOf(days: BarDay[], { filter, today }: Omit<Props, 'bounces'>): { bars: OpenBar[]; unit: BarUnit } {
  const { unit, bars } = timeBars(days, filter, today)
  const hrefOf = ({ from, to }: { from: string; to: string }): string => ownBouncesHref({ ...filter, from, to }, {})
  return { unit, bars: bars.map((bar) => ({ ...bar, href: hrefOf(bar) })) }
}
