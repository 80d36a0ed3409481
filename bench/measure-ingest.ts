import { runSignet, startSignet } from '../e2e/instance.ts'
import { checkRows } from './check-rows.ts'
import { type Row, type Table, figure } from './figure.ts'
import { measureFloor } from './floor.ts'
import { makeWorks } from './make-works.ts'
import { type WrittenReport, writeReport } from './report-xml.ts'
import { type Run, toFigures } from './run.ts'
import { watchMemory, watchPostgres } from './watch-memory.ts'
import { type Workshop, checkpoint, environmentOf } from './workshop.ts'
import { type Work, writeGz } from './write-work.ts'

/** `signet ingest` as a user runs it, from its start to its exit, beside a running Signet and alone; a new database for each run. */

type Measured = Run & { startUp: number }

export async function measureIngest(workshop: Workshop): Promise<Table[]> {
  const { gz, mails, big } = makeWorks(workshop)
  const tiny = writeGz('a report of one record', workshop.makeFolder(), [tinyReport()])
  const rows: Row[] = []
  for (const work of [gz, mails, big])
    for (const isBeside of [true, false]) {
      const name = `${work.name}, ${isBeside ? 'beside a running Signet' : 'alone'}`
      const runs: Measured[] = []
      for (let run = 1; run <= workshop.size.ingestRuns; run++) {
        const measured = await ingestOnce(workshop, { work, tiny, isBeside })
        workshop.say(
          `ingest: ${name}, run ${run}: ${measured.seconds.toFixed(2)} s; floor ${measured.floor.toFixed(2)} s`,
        )
        runs.push(measured)
      }
      const startUp = figure(
        runs.map((run) => run.startUp),
        's',
      )
      rows.push({ name, figures: { ...toFigures(runs, work), 'start-up alone': startUp } })
    }
  return [{ title: 'Command line', rows }]
}

async function ingestOnce(
  workshop: Workshop,
  { work, tiny, isBeside }: { work: Work; tiny: Work; isBeside: boolean },
): Promise<Measured> {
  const urls = await workshop.makeDatabase()
  const signet = isBeside ? await startSignet({ env: environmentOf(urls) }) : null
  const env = { ...environmentOf(urls), DATA_DIR: signet?.dataDir ?? workshop.makeFolder() }
  const { web, worker } = (await signet?.pids()) ?? { web: null, worker: null }
  try {
    const startUp = await ingest(tiny, env)
    await checkpoint(urls.ownerUrl)
    let command: number | null = null
    const memory = watchMemory({ command: () => command, worker: () => worker, web: () => web })
    const postgres = watchPostgres(workshop.postgresPid)
    const seconds = await ingest(work, env, (pid) => (command = pid))
    const peaks = { ...memory.stop(), ...postgres.stop() }
    await checkRows(urls.ownerUrl, work, tiny)
    return { seconds, startUp, floor: await measureFloor(workshop, work, urls.ownerUrl), peaks }
  } finally {
    await signet?.stop()
    await workshop.dropDatabase(urls)
  }
}

/** @returns seconds */
async function ingest(work: Work, env: Record<string, string>, onStart?: (pid: number) => void): Promise<number> {
  const began = performance.now()
  const { code, output } = await runSignet(['ingest', work.folder], env, onStart)
  const seconds = (performance.now() - began) / 1000
  if (code !== 0) throw new Error(`signet ingest ended with ${code}. It said:\n${output}`)
  return seconds
}

function tinyReport(): WrittenReport {
  const reporter = { org: 'tiny.example', email: 'postmaster@tiny.example' }
  const record = { ip: '192.0.2.1', count: 1, disposition: 'none', dkim: 'pass', spf: 'pass', selector: 's1' } as const
  const begin = Date.UTC(2026, 5, 1) / 1000
  return writeReport({ reporter, id: 'tiny', domain: 'example.com', policy: 'none', begin }, [
    { ...record, spfDomain: 'example.com' },
  ])
}
