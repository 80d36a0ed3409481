import { mailAddress } from './mail-address.ts'

/** What a bounce's own words say about one recipient. */
export type RecipientBlock = { recipient: string; words: string }

/** A line that begins with an address: `<a@example.com>:` (qmail, Postfix), `  a@example.com` (Exim, Exchange), `a@example.com...`. */
const FIRST_ON_LINE =
  /^[ \t*>•-]{0,10}(?:To:|E-?mail:|Recipient:|RCPT TO:|The user\(s\)|Address:)?[ \t]{0,4}"?<?([^\s<>"(),:;[\]\\@]{1,128}@[\w-][\w.-]{1,253})>?"?(?=[\s:,.(]|$)/i
const ELSEWHERE =
  /(?:recipients?|address(?:es)?|mailbox|user|account|delivered to|deliver(?:y| your message)? to|message to|reach|for|to)\b[^\n@]{0,60}?[\s<:"'(]([^\s<>"(),:;[\]\\@']{1,128}@[\w-][\w.-]{1,253})/i
const BLOCKS_MAX = 100
const WORDS_MAX = 8_000

/** The recipients that the words name at the start of lines, each with what follows up to the next one. */
export function recipientBlocks(words: string, isOwn: (address: string) => boolean): RecipientBlock[] {
  const blocks: RecipientBlock[] = []
  const starts: { recipient: string; index: number }[] = []
  let index = 0
  for (const line of words.split('\n')) {
    const recipient = mailAddress(FIRST_ON_LINE.exec(line.slice(0, 500))?.[1])
    if (recipient !== null && !isOwn(recipient) && starts.length < BLOCKS_MAX) starts.push({ recipient, index })
    index += line.length + 1
  }
  for (const [at, start] of starts.entries()) {
    const text = words.slice(start.index, Math.min(starts[at + 1]?.index ?? words.length, start.index + WORDS_MAX))
    const known = blocks.find(({ recipient }) => recipient === start.recipient)
    if (known) known.words = `${known.words}\n${text}`.slice(0, WORDS_MAX)
    else blocks.push({ recipient: start.recipient, words: text })
  }
  return blocks
}

/** The recipient that a sentence names; null where there is none. */
export function recipientElsewhere(words: string, isOwn: (address: string) => boolean): string | null {
  const lines = words.slice(0, WORDS_MAX).split('\n')
  for (const line of lines) {
    const found = mailAddress(ELSEWHERE.exec(line.slice(0, 500))?.[1])
    if (found !== null && !isOwn(found)) return found
  }
  return lines.map((line) => mailAddress(line.slice(0, 500))).find((found) => found !== null && !isOwn(found)) ?? null
}

/** What the words say of this recipient: from the place on where they name it, else all of them. */
export function wordsAbout(words: string, recipient: string | null, blocks: RecipientBlock[]): string {
  if (recipient === null) return words.slice(0, WORDS_MAX)
  const key = recipient.toLowerCase()
  const block = blocks.find((each) => each.recipient.toLowerCase() === key)
  if (block) return block.words
  const index = words.toLowerCase().indexOf(key)
  return words.slice(Math.max(0, index), Math.max(0, index) + WORDS_MAX)
}
