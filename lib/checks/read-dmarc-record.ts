/**
 * TXT values at `_dmarc.<domain>` -> what receivers make of them (RFC 9989 section 4.7, RFC 7489 section 6.3). DNS is other people's
 * text: what is wrong with it is said piece by piece, and no more of it is repeated than can be read.
 */

const POLICIES = ['none', 'quarantine', 'reject'] as const
export type Policy = (typeof POLICIES)[number]

/** A destination of the tag rua; `bytesMax` is its size limit, null without one. */
export type Rua = { written: string; address: string; bytesMax: number | null }

export type DmarcRecord = {
  text: string
  /** Null when p is missing or none of the three. */
  policy: Policy | null
  /** Only those that a report can be sent to. */
  rua: Rua[]
  /** Sentences. */
  problems: string[]
}

/** `ignored`: texts that are no DMARC record, although they look as if they were meant to be one. */
export type DmarcRecords =
  | { kind: 'none'; ignored: string[] }
  | { kind: 'one'; record: DmarcRecord }
  | { kind: 'several'; records: DmarcRecord[] }

/** The name of the tag in any case, its value in this one. White space in front is refused by some receivers only. */
const VERSION = /^\s*[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/
const MEANT = /v\s*=\s*DMARC|(?:^|[;\s])(?:p|rua)\s*=/i

const RECORDS_MAX = 10
const RUA_MAX = 50
const PROBLEMS_MAX = 10

/** @param values each a TXT record with its strings joined. */
export function readDmarcRecord(values: string[]): DmarcRecords {
  const texts = values.filter((value) => VERSION.test(value)).slice(0, RECORDS_MAX)
  const records = texts.map(readText)
  if (records.length > 1) return { kind: 'several', records }
  if (records[0]) return { kind: 'one', record: records[0] }
  return { kind: 'none', ignored: values.filter((value) => MEANT.test(value)).slice(0, RECORDS_MAX) }
}

/** Whether receivers act on a record at all: one without a good p counts as p=none if it asks for reports. */
export function isUsed({ policy, rua }: DmarcRecord): boolean {
  return policy !== null || rua.length > 0
}

function readText(text: string): DmarcRecord {
  const { tags, problems } = readTags(text)
  const p = tags.get('p')
  const policy = POLICIES.find((word) => word === p?.toLowerCase()) ?? null
  if (p === undefined) problems.push('It has no tag p, and many receivers ignore a record without it.')
  else if (!policy) problems.push(`p is ${quote(p)}, which is none of none, quarantine and reject.`)
  const rua: Rua[] = []
  for (const written of splitList(tags.get('rua') ?? '')) {
    const read = readRua(written)
    if (typeof read === 'string') problems.push(read)
    else rua.push(read)
  }
  if (/^\s/.test(text)) problems.unshift('It begins with white space, and some receivers ignore such a record.')
  return { text: text.trim(), policy, rua, problems: problems.slice(0, PROBLEMS_MAX) }
}

function readTags(text: string): { tags: Map<string, string>; problems: string[] } {
  const tags = new Map<string, string>()
  const problems: string[] = []
  for (const part of text.split(';').map((one) => one.trim())) {
    if (part === '') continue
    const [, name, value] = /^([\w-]+)\s*=\s*([^]*)$/.exec(part) ?? []
    if (name === undefined) problems.push(`${quote(part)} is no tag: it has no name with = after it.`)
    else if (tags.has(name.toLowerCase())) problems.push(`The tag ${name} is there more than once; its first is read.`)
    else tags.set(name.toLowerCase(), value!)
  }
  return { tags, problems }
}

function splitList(list: string): string[] {
  return list
    .split(',', RUA_MAX)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

const UNITS: Record<string, number> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 }

/** @returns a sentence for what no report can be sent to. */
function readRua(written: string): Rua | string {
  const [, uri, digits, unit] = /^([^!]*)(?:!(\d{1,12})([kmgt]?))?$/i.exec(written) ?? []
  if (uri === undefined)
    return `${quote(written)} has a ! that no size follows: in an address it is written %21, and a size looks like !10m.`
  if (/^[^:@]+@[^@]+$/.test(uri)) return `${quote(written)} needs mailto: in front of it.`
  if (!/^mailto:/i.test(uri)) return `${quote(written)} is no mailto: address, and nothing else is sent to.`
  const address = decode(uri.slice('mailto:'.length).replace(/\?[^]*$/, ''))
  if (address === null || !isAddress(address)) return `${quote(written)} holds no e-mail address after mailto:.`
  return { written, address, bytesMax: digits === undefined ? null : Number(digits) * UNITS[unit!.toLowerCase()]! }
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function isAddress(text: string): boolean {
  return /^[^\s@/,;<>"][^\s@,;<>"]*@[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/i.test(text)
}

const QUOTED_MAX = 80

/** Somebody else's words within a sentence. */
function quote(text: string): string {
  return `“${text.length > QUOTED_MAX ? `${text.slice(0, QUOTED_MAX)}…` : text}”`
}
