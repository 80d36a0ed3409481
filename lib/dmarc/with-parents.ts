import { getDomain } from 'tldts'

/** A name and those above it, up to the one that somebody registered: who has that one has what is below it. */
export function withParents(name: string): string[] {
  const registered = getDomain(name, { allowPrivateDomains: true })
  if (!registered) return [name]
  const labels = name.split('.')
  const depth = labels.length - registered.split('.').length
  return Array.from({ length: depth + 1 }, (_, start) => labels.slice(start).join('.'))
}
