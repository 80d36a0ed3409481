import type { DatabaseUrls } from '#lib/db/migrate.ts'

import { fetchAsKey } from '../e2e/as-key.ts'
import { runSignet, startSignet } from '../e2e/instance.ts'
import { checkRows } from './check-rows.ts'
import { type Row, type Table, figure, percentile } from './figure.ts'
import { type Workshop, environmentOf, withClient } from './workshop.ts'
import { writeGz } from './write-work.ts'
import { yearReports } from './year-reports.ts'

/** Pages and API lists over a year of reports that came in through the real pipeline: one caller, a warm server. */

const DAY_MS = 86_400_000
const PROGRESS_MS = 15_000
const WARM_UP_CALLS = 2

export async function measurePages(workshop: Workshop): Promise<Table[]> {
  const urls = await workshop.makeDatabase()
  const loading = await load(workshop, urls)
  const paths = await listPaths(urls.ownerUrl)
  const signet = await startSignet({ env: environmentOf(urls) })
  try {
    const rows: Row[] = []
    for (const { name, variants } of paths) {
      workshop.say(`pages: ${name}`)
      const figures: Row['figures'] = {}
      for (const [window, path] of Object.entries(variants))
        Object.assign(figures, await callPath(signet.url + path, window, workshop.size.calls))
      rows.push({ name, figures })
    }
    return [
      { title: 'The year of reports, handed in', rows: [loading] },
      { title: 'Pages', rows: rows.filter(({ name }) => !name.startsWith('/api/')) },
      { title: 'API', rows: rows.filter(({ name }) => name.startsWith('/api/')) },
    ]
  } finally {
    await signet.stop()
    await workshop.dropDatabase(urls)
  }
}

async function load(workshop: Workshop, urls: DatabaseUrls): Promise<Row> {
  const { size, say, makeFolder } = workshop
  const yesterday = new Date(Date.now() - DAY_MS)
  const work = writeGz(`a year of ${size.yearRecords} records`, makeFolder(), yearReports(size.yearRecords, yesterday))
  const progress = setInterval(() => void sayProgress(urls.ownerUrl, work.reports, say), PROGRESS_MS)
  const began = performance.now()
  const { code, output } = await runSignet(['ingest', work.folder], {
    ...environmentOf(urls),
    DATA_DIR: makeFolder(),
  })
  const seconds = (performance.now() - began) / 1000
  clearInterval(progress)
  if (code !== 0) throw new Error(`signet ingest ended with ${code}. It said:\n${output}`)
  await checkRows(urls.ownerUrl, work)
  await withClient(urls.ownerUrl, (client) => client.query('vacuum (analyze)'))
  return {
    name: `${work.reports} reports with ${work.records} records`,
    figures: {
      time: figure([seconds], 's'),
      reports: figure([work.reports / seconds], 'reports/s'),
      records: figure([work.records / seconds], 'records/s'),
    },
  }
}

async function sayProgress(url: string, reports: number, say: (line: string) => void): Promise<void> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ n: number }>('select count(*)::int as n from report'),
  )
  say(`pages: ${rows[0]!.n} of ${reports} reports are in`)
}

type Path = { name: string; variants: Record<string, string> }

async function listPaths(url: string): Promise<Path[]> {
  const { ip, id, domain, receiver } = await findExamples(url)
  const usual = [
    '/',
    '/sources',
    '/sources?order=lastSeen',
    '/receivers',
    '/domains',
    '/records',
    '/records?verdict=fail',
    '/records?group=headerFrom',
    '/reports',
    '/icloud',
    `/sources/${encodeURIComponent(ip)}`,
    `/receivers/${encodeURIComponent(receiver)}`,
    `/domains/${encodeURIComponent(domain)}`,
  ]
  const api = [
    'summary',
    'timeseries?by=verdict',
    'timeseries?by=receiver',
    'sources',
    'receivers',
    'domains',
    'reports',
    'records',
    'groups?by=headerFrom',
    'attention',
  ]
  return [
    ...usual.map((path) => withWindows(path.replace(/^\/(\w+)\/.*/, '/$1/ONE'), path)),
    { name: '/reports/ONE', variants: { '30 days': `/reports/${id}` } },
    { name: '/inbox', variants: { '30 days': '/inbox' } },
    ...api.map((list) => withWindows(`/api/v1/${list}`, `/api/v1/${list}`)),
    { name: '/api/v1/submissions', variants: { '30 days': '/api/v1/submissions' } },
  ]
}

function withWindows(name: string, path: string): Path {
  const day = (before: number): string => new Date(Date.now() - before * DAY_MS).toISOString().slice(0, 10)
  const year = `${path}${path.includes('?') ? '&' : '?'}from=${day(365)}&to=${day(1)}`
  return { name, variants: { '30 days': path, '365 days': year } }
}

/** The source that is seen most, the largest report, the busiest domain and receiver: what there is most to say of. */
async function findExamples(url: string): Promise<Record<'ip' | 'id' | 'domain' | 'receiver', string>> {
  return withClient(url, async (client) => {
    const one = async (sql: string): Promise<string> => (await client.query<{ one: string }>(sql)).rows[0]!.one
    const source = 'select host("sourceIp") as one from record group by 1 order by count(*) desc, 1 limit 1'
    const busiest = (column: string): string =>
      `select ${column} as one from report p join domain m on m.id = p."domainId" group by 1 order by sum(messages) desc, 1 limit 1`
    return {
      ip: await one(source),
      id: await one('select id as one from report order by records desc, id limit 1'),
      domain: await one(busiest('m.name')),
      receiver: await one(busiest('p."receiverId"')),
    }
  })
}

async function callPath(url: string, window: string, calls: number): Promise<Row['figures']> {
  const times: number[] = []
  for (let call = -WARM_UP_CALLS; call < calls; call++) {
    const began = performance.now()
    const answer = await fetchAsKey(url)
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`)
    if (call >= 0) times.push(performance.now() - began)
  }
  const p95 = percentile(times, 0.95)
  return {
    [window]: figure(times, 'ms'),
    [`${window}, 95 %`]: figure([p95], 'ms'),
  }
}
