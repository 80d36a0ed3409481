/** The library's own reader of tags, so that what is asked of a signature here is what the library will see in it. */
declare module 'mailauth/lib/parse-dkim-headers.js' {
  type Tag = { value: string | number } | undefined
  export default function parseDkimHeaders(line: Buffer): { parsed: Record<string, Tag> }
}
