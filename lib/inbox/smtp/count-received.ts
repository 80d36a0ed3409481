import type { Spool } from '../../unpack/spool.ts'

/** 50 of these headers fit in several times over. */
const HEAD_BYTES = 256 * 1024

/** The hosts that a mail says it went through: its Received headers, those in its head. */
export async function countReceived(spool: Spool): Promise<number> {
  const start = (await spool.slice(0, HEAD_BYTES)).toString('latin1')
  const [head] = start.split(/\r?\n\r?\n/, 1)
  return [...head!.matchAll(/^received[ \t]*:/gim)].length
}
