import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

import { readLog } from '#lib/bounce/read-log.ts'

import { type Row, type Table, figure } from './figure.ts'
import { type WrittenLog, writeMailLog } from './mail-log.ts'
import type { Workshop } from './workshop.ts'

/** Reading a mail log as a stream, beside inflating it and cutting it into lines, in turns in this process. */

const MIB = 1024 * 1024
const NOW = new Date(Date.UTC(2027, 0, 1))
const LOOK_MS = 50

/** The shorter log first: beside its memory it shows whether that of the longer one grows with the lines. */
export async function measureLog({ size, say, makeFolder }: Workshop): Promise<Table[]> {
  const rows: Row[] = []
  for (const lines of [size.logLines / 4, size.logLines]) {
    const name = `1 log of ${lines} lines`
    say(`log: ${name}`)
    rows.push(await measureReading(name, await writeMailLog(makeFolder(), lines), { lines, runs: size.readRuns }))
  }
  return [{ title: 'Mail log', rows }]
}

async function measureReading(
  name: string,
  { file, deliveries }: WrittenLog,
  { lines, runs }: { lines: number; runs: number },
): Promise<Row> {
  const signet: number[] = []
  const floor: number[] = []
  const memory: number[] = []
  for (let run = 0; run < runs; run++) {
    floor.push((await watched(() => countLines(file), lines)).seconds)
    const read = await watched(() => countDeliveries(file), deliveries)
    signet.push(read.seconds)
    memory.push(read.memoryMib)
  }
  return {
    name,
    figures: {
      read: figure(signet, 's'),
      lines: figure(
        signet.map((seconds) => lines / seconds),
        'lines/s',
      ),
      'inflate and split': figure(floor, 's'),
      'beside the floor': figure(
        signet.map((seconds, run) => seconds / floor[run]!),
        '× the time',
      ),
      'memory of process': figure(memory, 'MiB'),
    },
  }
}

/** Seconds of a work and the most memory that this process had meanwhile. @throws Error when it did not find as many. */
async function watched(work: () => Promise<number>, expected: number): Promise<{ seconds: number; memoryMib: number }> {
  let peak = process.memoryUsage().rss
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), LOOK_MS)
  const began = performance.now()
  const found = await work()
  const seconds = (performance.now() - began) / 1000
  clearInterval(timer)
  if (found !== expected) throw new Error(`${found} were read instead of ${expected}.`)
  return { seconds, memoryMib: peak / MIB }
}

function inflated(file: string): AsyncIterable<Buffer> {
  return createReadStream(file).pipe(createGunzip())
}

async function countLines(file: string): Promise<number> {
  let count = 0
  let rest = ''
  for await (const chunk of inflated(file)) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop()!
    count += lines.length
  }
  return count
}

async function countDeliveries(file: string): Promise<number> {
  let count = 0
  for await (const batch of readLog(inflated(file), NOW)) count += batch.length
  return count
}
