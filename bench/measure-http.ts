import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import path from 'node:path'

import pLimit from 'p-limit'

import { API_KEY, asKey, fetchAsKey } from '../e2e/as-key.ts'
import { startSignet } from '../e2e/instance.ts'
import { checkRows } from './check-rows.ts'
import type { Row, Table } from './figure.ts'
import { measureFloor } from './floor.ts'
import { makeWorks } from './make-works.ts'
import { type Run, toFigures } from './run.ts'
import { watchMemory, watchPostgres } from './watch-memory.ts'
import { type Workshop, checkpoint, environmentOf, withClient } from './workshop.ts'
import type { Work } from './write-work.ts'

/** `POST /api/v1/submissions`, from the first byte sent until the last submission has its outcome; a new Signet for each run. */

const SENDERS = 8
const FILES_OF_MULTIPART = 50
const POLL_MS = 50

type Sending = { name: string; work: Work; send: (url: string, work: Work) => Promise<unknown> }

export async function measureHttp(workshop: Workshop): Promise<Table[]> {
  const { gz, big } = makeWorks(workshop)
  const sendings: Sending[] = [
    { name: `${gz.name}, one for each request`, work: gz, send: sendEach },
    { name: `${gz.name}, ${FILES_OF_MULTIPART} for each request`, work: gz, send: sendMultipart },
    { name: big.name, work: big, send: sendEach },
  ]
  const rows: Row[] = []
  for (const sending of sendings) {
    const runs: Run[] = []
    for (let run = 1; run <= workshop.size.ingestRuns; run++) {
      const measured = await sendOnce(workshop, sending)
      workshop.say(
        `http: ${sending.name}, run ${run}: ${measured.seconds.toFixed(2)} s; floor ${measured.floor.toFixed(2)} s`,
      )
      runs.push(measured)
    }
    rows.push({ name: sending.name, figures: toFigures(runs, sending.work) })
  }
  return [{ title: `HTTP, ${SENDERS} senders at once`, rows }]
}

async function sendOnce(workshop: Workshop, { work, send }: Sending): Promise<Run> {
  const urls = await workshop.makeDatabase()
  const signet = await startSignet({ env: environmentOf(urls) })
  try {
    const { web, worker } = await signet.pids()
    await (await fetchAsKey(signet.url)).arrayBuffer()
    await checkpoint(urls.ownerUrl)
    const memory = watchMemory({ worker: () => worker, web: () => web })
    const postgres = watchPostgres(workshop.postgresPid)
    const began = performance.now()
    await send(`${signet.url}/api/v1/submissions`, work)
    await untilFinal(urls.ownerUrl)
    const seconds = (performance.now() - began) / 1000
    const peaks = { ...memory.stop(), ...postgres.stop() }
    await checkRows(urls.ownerUrl, work)
    return { seconds, floor: await measureFloor(workshop, work, urls.ownerUrl), peaks }
  } finally {
    await signet.stop()
    await workshop.dropDatabase(urls)
  }
}

async function sendEach(url: string, { files }: Work): Promise<void> {
  const sending = pLimit(SENDERS)
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS })
  await sending.map(files, (file) =>
    postFile(`${url}?filename=${encodeURIComponent(path.basename(file))}`, file, agent),
  )
  agent.destroy()
}

async function sendMultipart(url: string, { files }: Work): Promise<void> {
  const sending = pLimit(SENDERS)
  const groups = Array.from({ length: Math.ceil(files.length / FILES_OF_MULTIPART) }, (_, n) =>
    files.slice(n * FILES_OF_MULTIPART, (n + 1) * FILES_OF_MULTIPART),
  )
  await sending.map(groups, (group) => {
    const form = new FormData()
    for (const file of group) form.append('file', new Blob([readFileSync(file)]), path.basename(file))
    return postForm(url, form)
  })
}

/** Not by `fetch`, which takes more of the processors than the sender of one small file should. */
function postFile(url: string, file: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const bytes = readFileSync(file)
    const headers = { ...asKey(API_KEY), 'content-length': bytes.length }
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', () => {
        if (answer.statusCode === 202) resolve()
        else reject(new Error(`${url} answered ${answer.statusCode}.`))
      })
    })
    sent.once('error', reject)
    sent.end(bytes)
  })
}

async function postForm(url: string, form: FormData): Promise<void> {
  const answer = await fetchAsKey(url, { method: 'POST', body: form })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`)
}

/** Asks the database rather than the API, so that asking costs the processes that are measured nothing. */
async function untilFinal(url: string): Promise<void> {
  const open = `select 1 from submission where status in ('queued', 'processing') limit 1`
  await withClient(url, async (client) => {
    while ((await client.query(open)).rowCount) await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  })
}
