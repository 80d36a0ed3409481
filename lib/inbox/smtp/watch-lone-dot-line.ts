/**
 * A message ends at CRLF.CRLF and nowhere else, but another server may take a dot between other line ends for the end too. What one of
 * the two reads as text is then a mail for the other one (SMTP smuggling), so such a message is refused. A dot between two CRLF
 * is a line that the sender doubled its dot in, as it has to.
 */
const LONE_DOT_LINE = /\r\.[\r\n]|[^\r]\n\.[\r\n]|\n\.(?:\n|\r[^\n])/
/** One less than the longest of what is looked for. */
const KEPT = 3

/** @returns a function that is told the message chunk by chunk, and answers whether such a line has come by then. */
export function watchLoneDotLine(): (chunk: Buffer) => boolean {
  // The message begins on a line of its own.
  let text = '\r\n'
  let hasCome = false
  return (chunk) => {
    text += chunk.toString('latin1')
    hasCome ||= LONE_DOT_LINE.test(text)
    text = text.slice(-KEPT)
    return hasCome
  }
}
