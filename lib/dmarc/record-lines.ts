import type { ReportRecord } from './report.ts'

/** Records as text, one a line, for what is too long to be held in memory. */

/** Records of one batch, where four auth_results entries make a record: a hostile one may have hundreds. */
const BATCH_RECORDS = 1_000
const RECORD_ENTRIES = 4

export function toRecordLine(record: ReportRecord): string {
  return `${JSON.stringify(record)}\n`
}

/** The records of such lines, in order, in batches of about 1,000. @param bytes the lines in UTF-8, in pieces of any size. */
export async function* parseRecordLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ReportRecord[]> {
  const decoder = new TextDecoder()
  let rest = ''
  let batch: ReportRecord[] = []
  let cost = 0
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      const record = JSON.parse(line) as ReportRecord
      batch.push(record)
      cost += Math.max(1, (record.dkimAuth.length + record.spfAuth.length) / RECORD_ENTRIES)
    }
    if (cost < BATCH_RECORDS) continue
    yield batch
    batch = []
    cost = 0
  }
  if (batch.length > 0) yield batch
}
