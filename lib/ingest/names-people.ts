import type { DocumentKind } from '../unpack/document.ts'

/** Whether documents of a kind name people: who was written to, and often about what. Their bytes are sealed and soon removed. */
export function namesPeople(kind: DocumentKind): boolean {
  return ['bounce', 'complaint', 'log', 'event', 'failure'].includes(kind)
}
