import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { findFreePort } from '#lib/db/free-port.ts'

import { fetchAsKey } from './as-key.ts'
import { startSignet } from './instance.ts'
import { mailCollection } from './mail-collection.ts'

/**
 * Checks Signet against a folder of real reports: its mails by SMTP, where all reports wait in quarantine until their domains are
 * the organization's, and then everything through the HTTP API, twice: the second pass must find only duplicates.
 * The folder has a MANIFEST.tsv (columns path, kind, records, count_sum, and apple, which marks the bounces that name Apple) and may have, for files of kind `malformed`, a MALFORMED.md with
 * a table of path and verdict (`reject` or `lenient`); a malformed file without a verdict may be rejected or read. Aggregate reports and malformed files decide, and bounces by one thing: none that
 * does not name Apple may be called Apple's. How many of the other kinds are recognized is told beside, and how many bounces are Apple's. Prints counts; the files themselves are named only when asked for.
 */

type Expected = {
  file: string
  kind: string
  records: number | null
  messages: number | null
  mayBeRead: boolean
  namesApple: boolean
}
type Document = { kind: string; status: string; code: string | null; records: number | null; messages: number | null }
export type Submission = { id: string; status: string; reason: { code: string } | null; documents: Document[] }

/** Kinds that tell of deliveries. */
const TELLING = ['bounce', 'complaint']

/** What the API calls each kind of the manifest. */
const KINDS: Record<string, string> = {
  aggregate: 'aggregate',
  tlsrpt: 'tls',
  failure: 'failure',
  arf: 'complaint',
  dsn: 'bounce',
  malformed: 'malformed',
}

export async function checkCollection(args: string[]): Promise<number> {
  const folder = args.find((arg) => !arg.startsWith('--'))
  if (!folder) {
    console.error('Usage: npm run signet -- check-collection FOLDER [--names]')
    return 2
  }
  const expected = readManifest(folder)
  const smtpPort = await findFreePort()
  const signet = await startSignet({ env: { SMTP_PORT: String(smtpPort) } })
  try {
    const files = new Map<string, Expected>()
    const mails = await passByMail(expected, folder, { url: signet.url, smtpPort, files })
    const first = await pass(expected, folder, { url: signet.url, files, isSecond: false })
    const second = await pass(expected, folder, { url: signet.url, files, isSecond: true })
    await judgeBounces(first, files, signet.url)
    if (args.includes('--names'))
      for (const one of [...mails, first, second])
        console.log([...one.wrong, ...one.missed, ...one.apple.map((file) => `apple\t${file}`)].join('\n'))
    print('by mail, in quarantine', mails[0])
    print('by mail, released', mails[1])
    print('first pass', first)
    print('second pass', second)
    return [...mails, first, second].every(({ wrong }) => wrong.length === 0) ? 0 : 1
  } finally {
    await signet.stop()
  }
}

function readManifest(folder: string): Expected[] {
  const [head, ...lines] = readFileSync(path.join(folder, 'MANIFEST.tsv'), 'utf8').trimEnd().split('\n')
  const columns = head!.split('\t')
  const verdicts = readVerdicts(folder)
  return lines.map((line) => {
    const cells = line.split('\t')
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? ''
    const number = (name: string): number | null => (cell(name) === '' ? null : Number(cell(name)))
    const file = cell('path')
    const kind = verdicts.has(file) ? 'malformed' : (KINDS[cell('kind')] ?? cell('kind'))
    return {
      file,
      kind,
      records: number('records'),
      messages: number('count_sum'),
      mayBeRead: verdicts.get(file) !== 'reject',
      namesApple: cell('apple') !== '',
    }
  })
}

function readVerdicts(folder: string): Map<string, string> {
  const place = path.join(folder, 'MALFORMED.md')
  const text = existsSync(place) ? readFileSync(place, 'utf8') : ''
  const rows = [...text.matchAll(/^\| (\S.*?) \| (reject|lenient) \|/gm)]
  return new Map(rows.map(([, file, verdict]) => [file!, verdict!]))
}

function nothingYet(): Pass {
  return { right: 0, wrong: [], recognized: 0, missed: [], apple: [] }
}

type Pass = { right: number; wrong: string[]; recognized: number; missed: string[]; apple: string[] }

/** `files`: which file each submission is. */
type Place = { url: string; files: Map<string, Expected> }

async function pass(
  expected: Expected[],
  folder: string,
  { url, files, isSecond }: Place & { isSecond: boolean },
): Promise<Pass> {
  const result = nothingYet()
  for (const one of expected) {
    const body = await readFile(path.join(folder, one.file))
    const name = encodeURIComponent(path.basename(one.file))
    const answer = await fetchAsKey(`${url}/api/v1/submissions?wait=60&filename=${name}`, { method: 'POST', body })
    const submission = ((await answer.json()) as { submissions?: Submission[] }).submissions?.[0]
    if (submission) files.set(submission.id, one)
    count(result, one, submission ? findFault(one, submission, isSecond) : `HTTP ${answer.status}`)
  }
  return result
}

/** Bounces that are called Apple's must be of files that name Apple. */
async function judgeBounces(result: Pass, files: Map<string, Expected>, url: string): Promise<void> {
  const answer = await fetchAsKey(`${url}/api/v1/bounces?isIcloud=true&limit=500`)
  const { bounces } = (await answer.json()) as { bounces: { submissionId: string }[] }
  for (const { submissionId } of bounces) {
    const file = files.get(submissionId)
    if (!file) continue
    if (!file.namesApple) result.wrong.push(`${file.kind}\t${file.file}\tis called Apple's`)
    result.apple.push(file.file)
  }
}

function count(result: Pass, { kind, file }: Expected, fault: string | null): void {
  const isDecisive = kind === 'aggregate' || kind === 'malformed'
  if (fault) (isDecisive ? result.wrong : result.missed).push(`${kind}\t${file}\t${fault}`)
  else if (isDecisive) result.right++
  else result.recognized++
}

/** The mails of the folder by SMTP: as they wait, and as they are when all of their domains are the organization's. */
async function passByMail(
  expected: Expected[],
  folder: string,
  { files, ...place }: Place & { smtpPort: number },
): Promise<[Pass, Pass]> {
  const mails = expected.filter(({ file }) => file.endsWith('.eml'))
  const { waiting, released } = await mailCollection(
    mails.map(({ file }) => path.join(folder, file)),
    place,
  )
  const judge = (outcomes: Submission[], isReleased: boolean): Pass => {
    const result = nothingYet()
    for (const [index, one] of mails.entries()) {
      const submission = outcomes[index]!
      files.set(submission.id, one)
      const isWaiting = submission.status === 'quarantined'
      const isOut = isReleased ? isWaiting : submission.status === 'stored' && !TELLING.includes(one.kind)
      count(result, one, isOut ? `was ${submission.status}` : findFault(one, submission, false))
    }
    return result
  }
  return [judge(waiting, false), judge(released, true)]
}

/** @returns what is wrong with the outcome, or null. */
function findFault(expected: Expected, submission: Submission, isSecond: boolean): string | null {
  const { status, reason, documents } = submission
  const codes = [reason?.code, ...documents.map((document) => document.code)]
  const outcome = `${status} ${reason?.code ?? ''}`.trim()
  if (codes.includes('set-aside')) return 'was set aside: reading it fails'
  // What was read may also be a copy of a file that came before.
  const isRead = status === 'duplicate' || ((status === 'stored' || status === 'quarantined') && !isSecond)
  if (expected.kind === 'malformed') {
    if (status === 'rejected' && reason) return null
    return expected.mayBeRead && isRead ? findDifference(expected, documents) : `must be rejected, was ${outcome}`
  }
  if (expected.kind !== 'aggregate') {
    const isKind = documents.some((document) => document.kind === expected.kind)
    const isAsExpected = TELLING.includes(expected.kind) ? status !== 'rejected' : reason?.code === 'not-read-yet'
    return isKind && isAsExpected ? null : `must be ${expected.kind}, was ${documents[0]?.kind} ${outcome}`
  }
  return isRead ? findDifference(expected, documents) : `was ${outcome}`
}

/** Compares with the numbers that the manifest has. */
function findDifference(expected: Expected, documents: Document[]): string | null {
  const read = documents.filter((document) => document.kind === 'aggregate' && document.status !== 'rejected')
  const records = read.reduce((sum, document) => sum + (document.records ?? 0), 0)
  const messages = read.reduce((sum, document) => sum + (document.messages ?? 0), 0)
  const isRight =
    (expected.records === null || records === expected.records) &&
    (expected.messages === null || messages === expected.messages)
  if (isRight) return null
  return `has ${records} records and ${messages} messages, must have ${expected.records} and ${expected.messages}`
}

function print(name: string, { right, wrong, recognized, missed, apple }: Pass): void {
  console.log(
    `${name}: ${right} as the manifest says, ${wrong.length} not; of other kinds ${recognized} recognized, ${missed.length} not; files with a bounce of Apple's: ${new Set(apple).size}`,
  )
}
