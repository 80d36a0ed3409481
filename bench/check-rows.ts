import { withClient } from './workshop.ts'
import type { Totals } from './write-work.ts'

const FOUND = `select
  (select count(*) from report)::float8 as reports,
  (select count(*) from record)::float8 as records,
  (select coalesce(sum(messages), 0) from report)::float8 as "messages of reports",
  (select coalesce(sum(count), 0) from record)::float8 as "messages of records",
  (select coalesce(sum(messages), 0) from daily_total)::float8 as "messages of daily_total",
  (select coalesce(sum(messages), 0) from daily_source)::float8 as "messages of daily_source",
  (select count(*) from submission where status <> 'stored')::float8 as "submissions not stored"`

/** A figure is worth nothing unless all that was handed in is there. @throws Error with what is not as it should be */
export async function checkRows(url: string, ...works: Totals[]): Promise<void> {
  const sum = (of: (work: Totals) => number): number => works.reduce((total, work) => total + of(work), 0)
  const messages = sum((work) => work.messages)
  const expected: Record<string, number> = {
    reports: sum((work) => work.reports),
    records: sum((work) => work.records),
    'messages of reports': messages,
    'messages of records': messages,
    'messages of daily_total': messages,
    'messages of daily_source': messages,
    'submissions not stored': 0,
  }
  const { rows } = await withClient(url, (client) => client.query<Record<string, number>>(FOUND))
  const wrong = Object.entries(expected).filter(([name, number]) => rows[0]![name] !== number)
  if (wrong.length > 0)
    throw new Error(wrong.map(([name, number]) => `${name}: ${rows[0]![name]} instead of ${number}`).join('; '))
}
