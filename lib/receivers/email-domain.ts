/**
 * The domain of an e-mail address as a reporter wrote it (bare, in angle brackets, with a trailing dot), lower-cased; null
 * where there is none. The answer holds no white space and none of `<>,;|`.
 */
export function emailDomain(email: string | null): string | null {
  const at = email?.lastIndexOf('@') ?? -1
  if (!email || at < 0) return null
  const [domain = ''] = email
    .slice(at + 1)
    .trim()
    .toLowerCase()
    .split(/[\s<>,;|]/, 1)
  return domain.replace(/\.$/, '') || null
}
