import type { Delivery } from './delivery.ts'
import { readEximLine } from './log/read-exim-line.ts'
import { type HarakaSending, readHarakaLine } from './log/read-haraka-line.ts'
import { isPostfixLine, readPostfixLine } from './log/read-postfix-line.ts'
import { Sendings } from './log/sendings.ts'
import { splitLines } from './log/split-lines.ts'

/**
 * Reads a mail log of Postfix, Exim or Haraka, of any length, while it arrives: what became of each message at each host that it
 * was handed to. What a server delivers on its own machine is left out. Lines of anything else are passed over.
 */

const BATCH = 500

/** @param now tells the year of times that have none. */
export async function* readLog(chunks: AsyncIterable<Buffer>, now: Date): AsyncGenerator<Delivery[]> {
  const read = lineReader(now)
  let batch: Delivery[] = []
  for await (const lines of splitLines(chunks)) {
    for (const line of lines) {
      read(line, batch)
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

function lineReader(now: Date): (line: string, batch: Delivery[]) => void {
  const sendings = new Sendings()
  const harakaSendings = new Sendings<HarakaSending>()
  return (line, batch) => {
    if (isPostfixLine(line)) {
      const delivery = readPostfixLine(line, sendings, now)
      if (delivery) batch.push(delivery)
    } else if (isHarakaLine(line)) batch.push(...readHarakaLine(line, harakaSendings, now))
    else if (isEximLine(line)) {
      const delivery = readEximLine(line, sendings, now)
      if (delivery) batch.push(delivery)
    }
  }
}

/** Its levels stand in brackets, and in logfmt it is the only one to name a `source`. */
function isHarakaLine(line: string): boolean {
  return (
    line.includes('[outbound]') ||
    line.includes('source=outbound') ||
    line.includes('[core]') ||
    line.includes('source=core')
  )
}

/** Every message of Exim's is named by an id with two hyphens, which a flag follows. */
function isEximLine(line: string): boolean {
  return / (?:<=|=>|->|>>|==|\*\*|Completed)(?: |$)/.test(line)
}
