import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { ACTIONS, type Subject } from '#lib/audit/actions.ts'
import type { AuditRow } from '#lib/audit/list-audit.ts'

const COLUMNS: Column<AuditRow>[] = [
  { heading: 'When', short: true, phone: 'aside', cell: ({ at }) => <Instant iso={at} /> },
  {
    heading: 'Who',
    phone: 'title',
    cell: ({ actorKind, actorName }) => (actorKind === 'key' ? `key ${actorName}` : actorName),
  },
  { heading: 'What', cell: ({ action, subject }) => `${wordsOf(action)} ${detailsOf(subject)}`.trim() },
  { heading: 'From', short: true, cell: ({ address }) => address ?? 'this machine' },
]

export function AuditTable({ lines }: { lines: AuditRow[] }) {
  return <DataTable caption="What was done" columns={COLUMNS} rows={lines} rowKey={({ id }) => id} />
}

function wordsOf(action: string): string {
  return Object.hasOwn(ACTIONS, action) ? ACTIONS[action as keyof typeof ACTIONS] : action
}

/** What a sentence may be about, in the order in which it is. */
const ABOUT = ['email', 'name', 'domain', 'file', 'kind']

/** The first detail is what the sentence is about; the others say more. */
function detailsOf(subject: Subject): string {
  const rank = ([name]: [string, unknown]): number => (ABOUT.includes(name) ? ABOUT.indexOf(name) : ABOUT.length)
  const details = Object.entries(subject)
    .filter(([, value]) => value !== null && String(value) !== '')
    .toSorted((a, b) => rank(a) - rank(b))
  const [first, ...more] = details.map(([name, value], index) =>
    index === 0 ? String(value) : `${name}: ${words(value)}`,
  )
  return more.length > 0 ? `${first} (${more.join(', ')})` : (first ?? '')
}

function words(value: Subject[string]): string {
  return Array.isArray(value) ? value.join(' ') : String(value)
}
