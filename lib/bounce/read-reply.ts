import type { Phase, Reply } from './delivery.ts'
import { findHost } from './find-host.ts'
import { findReplies, type ReplyStart } from './find-replies.ts'
import { ipAddresses } from './ip-addresses.ts'
import { commandPhase, phaseBefore } from './phases.ts'
import { plainText } from './plain-text.ts'
import { readTranscript } from './read-transcript.ts'

const INPUT_MAX = 16 * 1024
const TEXT_MAX = 2_000
const LEAD_MAX = 600

/** Postfix names the command after the reply. */
const IN_REPLY_TO = /\(in\sreply\sto\s(?:the\s)?([\w\s.-]{2,40}?)(?:\scommand)?\)/gi
/** What programs write after a reply: Exchange, qmail, Office 365. */
const AFTER =
  /\n[ ]?\n|\s?##|\s#SMTP#|\s?Giving up on [\d.]|\s?I'm not going to try again|\s?--- Below this line|\}\s?;\s?\{|\s?\{MSG=|\s?\[?\{?LRT=|"\s?[,}]|\(in\sreply\sto\s|\s\(after [A-Z]/
/** What stands before a reply that has no code. */
const PREFIX = /^[\s"'<(#]*(?:(?:smtp|x-[\w-]{1,30})\s?;\s?)?[\s"'<(#]*/i
const STATUS_FIRST = /^(?:\d{3}[ :-]{1,2})?[#(]?([245]\.\d{1,3}\.\d{1,3})(?![\d.])/
const STATUS_ANYWHERE = /(?<![\w.])([245]\.\d\.\d{1,3})(?![\w]|\.\d)/g
const TXN_ID = /\bTxn[ _-]?ID[:\s=]{0,3}<?([0-9a-f]{8}(?:-[0-9a-f]{2,16}){1,6})/i

type Level = { text: string; host: string | null; ip: string | null; phase: Phase }

/**
 * Reads the innermost reply out of whatever folds, quotes or wraps it: a field, a sentence of a bounce, a log's words, a forwarder's
 * refusal that quotes the one it got. Null for a text with nothing in it. Whose reply it is, is not asked here.
 */
export function readReply(text: string): Reply | null {
  const plain = plainText(text.slice(0, INPUT_MAX))
  const transcript = readTranscript(plain)
  const levels = transcript ? readLevels(transcript.text) : readLevels(plain)
  const inner = levels.at(-1) ?? readBare(plain)
  if (inner === null) return null
  const outer = levels.length > 1 ? levels[0]! : null
  if (transcript) Object.assign(outer ?? inner, { host: transcript.host, ip: transcript.ip, phase: transcript.phase })
  return {
    ...inner,
    smtpCode: levels.length > 0 ? Number(inner.text.slice(0, 3)) : null,
    status: readStatus(inner.text),
    quotedBy: outer && { host: outer.host, phase: outer.phase, text: outer.text },
    namedIps: ipAddresses(inner.text),
    txnId: TXN_ID.exec(inner.text)?.[1]?.toLowerCase() ?? null,
  }
}

/** The enhanced status of a reply: the one directly after its code, else one elsewhere in it of the same class. */
export function readStatus(text: string): string | null {
  const first = STATUS_FIRST.exec(text)?.[1]
  if (first !== undefined) return first
  const digit = /^([245])\d\d\b/.exec(text)?.[1]
  for (const [, status] of text.matchAll(STATUS_ANYWHERE))
    if (digit === undefined || status!.startsWith(digit)) return status!
  return null
}

function readLevels(text: string): Level[] {
  const starts = lastGroup(findReplies(text), text)
  const levels = starts.map((start, index) =>
    readLevel(text, start, { before: starts[index - 1], isInner: index === starts.length - 1 }),
  )
  const afterwards = [...text.slice(starts.at(-1)?.index ?? 0).matchAll(IN_REPLY_TO)].map(([, command]) =>
    commandPhase(command!),
  )
  // A program names the command of the reply that it got itself: the last mark belongs to the outermost reply.
  for (const level of levels) {
    const phase = level.phase === 'unknown' ? afterwards.pop() : null
    if (phase) level.phase = phase
  }
  return levels
}

/** Replies that follow one another are of several attempts: the last one counts, with those that it stands in. */
function lastGroup(starts: ReplyStart[], text: string): ReplyStart[] {
  const first = starts.findLastIndex(({ index }, at) => {
    const before = starts[at - 1]
    return before !== undefined && /\(in\sreply\sto\s/.test(text.slice(before.index, index))
  })
  return starts.slice(Math.max(0, first))
}

function readLevel(
  text: string,
  start: ReplyStart,
  { before, isInner }: { before?: ReplyStart; isInner: boolean },
): Level {
  const lead = text.slice(Math.max(before ? before.index + 3 : 0, start.index - LEAD_MAX), start.index)
  const rest = text.slice(start.index, start.index + INPUT_MAX)
  const content = isInner ? rest.slice(0, replyEnd(rest, lead)) : rest.slice(0, AFTER.exec(rest)?.index)
  const named = findHost(lead)
  const trailer = rest.slice(content.length)
  const host = named.host ?? /FQDN=([\w.-]{1,255})/.exec(trailer)?.[1]?.toLowerCase() ?? null
  const ip =
    named.ip ??
    ipAddresses(/(?:\bIP=|Giving up on )[^\s;}]{1,60}/.exec(trailer)?.[0].replace(/^IP=/, '') ?? '')[0] ??
    null
  return { text: oneLine(content, start.code), host, ip, phase: phaseBefore(lead) }
}

/** Where the innermost reply ends: at what its program adds, or where the quotation or bracket closes that opened before it. */
function replyEnd(rest: string, lead: string): number {
  const end = AFTER.exec(rest)?.index ?? rest.length
  const opener = /(["'(<[{])\s?(?:\w{2,10}:\s?)?$/.exec(lead.slice(-20))?.[1]
  if (opener === undefined) return end
  const closed =
    opener === '"' ? rest.indexOf('"') : opener === "'" ? rest.lastIndexOf("'", end) : closingIndex(rest, opener)
  return closed > 3 ? Math.min(end, closed) : end
}

function closingIndex(text: string, opener: string): number {
  const closer = { '(': ')', '<': '>', '[': ']', '{': '}' }[opener]!
  let depth = 1
  for (let index = 0; index < text.length; index++) {
    if (text[index] === opener) depth++
    else if (text[index] === closer && --depth === 0) return index
  }
  return -1
}

function oneLine(content: string, code: string): string {
  const line = content.replaceAll(/\s+/g, ' ').trim()
  if (line[3] !== '-') return bounded(line)
  const status = STATUS_FIRST.exec(line)?.[1]
  const again = new RegExp(String.raw` (?:<<< )?${code}[ -](?:${status?.replaceAll('.', String.raw`\.`) ?? ''} )?`, 'g')
  return bounded(`${code} ${line.slice(4).trim().replace(again, ' ')}`)
}

function readBare(plain: string): Level | null {
  const content = plain.trim().replace(PREFIX, '')
  const mark = [...content.matchAll(IN_REPLY_TO)].at(-1)?.[1]
  const said = /\bsaid: /.exec(content)
  const lead = said ? content.slice(0, said.index + said[0].length) : ''
  const rest = content.slice(lead.length)
  const text = bounded(rest.slice(0, AFTER.exec(rest)?.index).replaceAll(/\s+/g, ' '))
  if (text === '') return null
  return { text, ...findHost(lead), phase: mark === undefined ? phaseBefore(lead) : commandPhase(mark) }
}

function bounded(text: string): string {
  const cut = text
    .slice(0, TEXT_MAX)
    .toWellFormed()
    .replace(/[\s"'\\]{1,9}$/, '')
    .trim()
  const opener = { '>': '<', ')': '(', ']': '[', '}': '{' }[cut.at(-1) ?? '']
  const isOpen = opener === undefined || cut.split(opener).length >= cut.split(cut.at(-1)!).length
  return isOpen ? cut : cut.slice(0, -1).trim()
}
