/** Header names that tell a mail from other text with colons in it. */
const MAIL_HEADERS = new Set([
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'received',
  'return-path',
  'message-id',
  'mime-version',
  'content-type',
  'contenttype',
  'content-transfer-encoding',
  'content-disposition',
  'delivered-to',
  'reply-to',
  'sender',
  'dkim-signature',
  'authentication-results',
  'arc-seal',
  'x-original-to',
  'envelope-to',
  'received-spf',
])
const HEADER_LINE = /^([!-9;-~]{1,100})[ \t]*:/
const LINES_MAX = 200

/** A header line begins with a name and a colon (RFC 5322 section 3.6.8). */
export function headerName(line: string): string | null {
  return HEADER_LINE.exec(line)?.[1]?.toLowerCase() ?? null
}

/** Whether text begins with the headers of a mail. */
export function looksLikeMail(text: string): boolean {
  const lines = text.split('\n', LINES_MAX)
  if (lines[0]?.startsWith('>From ')) lines.shift()
  if (headerName(lines[0] ?? '') === null) return false
  for (const line of lines) {
    if (line.trim() === '') return false
    const name = headerName(line)
    if (name !== null && MAIL_HEADERS.has(name)) return true
  }
  return false
}

/** A mailbox, or a single mail with an envelope line: `From ` first, and a header after it. */
export function looksLikeMbox(text: string): boolean {
  if (!text.startsWith('From ')) return false
  const [, second] = text.split('\n', 2)
  return second !== undefined && isAfterEnvelope(second)
}

/** Whether a line may follow a mailbox's `From ` line: a header, or an envelope line that was quoted. */
export function isAfterEnvelope(line: string): boolean {
  return headerName(line) !== null || line.startsWith('>From ')
}
