const ADDRESS = /([^\s<>"(),:;[\]\\]{1,128}@[\w.-]{1,253})/
const LOOK_MAX = 2_000

/** The first address in a text such as `rfc822; a@example.com` or `"A" <a@example.com>`, its domain in lower case; null where there is none. */
export function mailAddress(text: string | null | undefined): string | null {
  const start = (text ?? '').slice(0, LOOK_MAX)
  const found = ADDRESS.exec(/<([^<>\s]{3,320})>/.exec(start)?.[1] ?? start)?.[1] ?? ADDRESS.exec(start)?.[1]
  if (found === undefined) return null
  const at = found.lastIndexOf('@')
  const domain = found
    .slice(at + 1)
    .toLowerCase()
    .replace(/[.-]+$/, '')
  const local = found.slice(0, at).replace(/^'/, '')
  return domain === '' || local === '' ? null : `${local}@${domain}`
}
