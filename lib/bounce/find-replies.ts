/** Where a reply begins in a text, by the place of its code. */
export type ReplyStart = { index: number; code: string; isMarked: boolean }

const CODE = /(?<![\w.@/+-])(?:[245][0-5]\d|571)(?=[ \n:-]|$)/g
const STATUS_AFTER = /^(\d)\d\d[ :-]{1,2}[#(]?\1\.\d{1,3}\.\d{1,3}(?![\d.])/
/** Words and signs after which somebody else's reply follows. */
const MARK =
  /(?:<<<|[\])]:|smtp;|->|\b(?:said|says|reply|replied|replies|responded|response|returned|error|answer|answered|reason|diagnostic-code|LED)\b[^\n:=]{0,24}[:=]?|\bwas:|refused\sto\stalk\sto\sme:|\bmail server after [^\n]{2,80}:)[\s"'<(#[{|\\]{0,6}$/i
const HOST_MARK = /\b(?:[\w-]{1,63}\.){1,10}[a-z][\w-]{1,30}\.?:[\s"'<(#]{0,4}$/i
const MARK_LENGTH = 120
const STARTS_MAX = 50

/**
 * The replies in a text, from the outermost to the innermost; empty where no code is a reply's. A number that only looks like a code
 * is none: without an enhanced status after it, it needs words before it that announce a reply.
 */
export function findReplies(text: string): ReplyStart[] {
  const starts: ReplyStart[] = []
  for (const { index, 0: code } of text.matchAll(CODE)) {
    const outer = starts.at(-1)
    const before = text.slice(Math.max(outer ? outer.index + 3 : 0, index - MARK_LENGTH), index)
    const isMarked = MARK.test(before) || HOST_MARK.test(before)
    const hasStatus = STATUS_AFTER.test(text.slice(index, index + 16))
    // Success is never passed on as a refusal.
    if (outer && (code.startsWith('2') || (!isMarked && isContinuation(text, outer, code)))) continue
    const isFirst = !outer && /^[^\w]*$/.test(text.slice(Math.max(0, index - 1), index))
    if (isMarked || hasStatus || (isFirst && isAtLineStart(text, index))) starts.push({ index, code, isMarked })
    if (starts.length >= STARTS_MAX) break
  }
  return starts
}

/** A reply of several lines has its code before each: `554-first` and so on (RFC 5321 section 4.2.1). */
function isContinuation(text: string, outer: ReplyStart, code: string): boolean {
  return code === outer.code && text[outer.index + 3] === '-'
}

function isAtLineStart(text: string, index: number): boolean {
  const lineStart = text.lastIndexOf('\n', index - 1) + 1
  return index - lineStart < 12 && /^[^a-z0-9]*$/i.test(text.slice(lineStart, index))
}
