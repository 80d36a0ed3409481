/** A place of Signet's own that somebody may be led to after signing in; anything else, and what is no page, becomes the overview. */
export function safePath(text: string | null | undefined): string {
  const here = 'http://signet.invalid'
  // A browser reads a backslash as a slash, and ignores tabs and line breaks.
  // oxlint-disable-next-line no-control-regex
  if (!text?.startsWith('/') || /[\\\u0000-\u001f]/.test(text) || !URL.canParse(text, here)) return '/'
  const { origin, pathname, search } = new URL(text, here)
  return origin === here && !pathname.startsWith('//') && !pathname.startsWith('/api/') ? pathname + search : '/'
}
