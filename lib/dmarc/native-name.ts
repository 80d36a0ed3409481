/**
 * Which elements belong to the report. Reporters write its namespace as a default one, with a prefix, or not at all
 * (RFC 7489's schema wants a prefixed root with bare children), so names are matched by their local part. What carries
 * another prefix than the root, or declares a namespace of its own, is an extension (RFC 9990), as is everything in
 * `extension`.
 */

const DMARC_NAMESPACES = ['http://dmarc.org/dmarc-xml', 'urn:ietf:params:xml:ns:dmarc']

/** `ns1:record` -> `record` */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** `ns1:record` -> `ns1`, `record` -> '' */
export function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(':')))
}

/**
 * `namespace` is the element's own `xmlns` attribute, undefined where it has none; .NET writers put an empty one on
 * children.
 */
export function isForeign(
  name: string,
  namespace: string | undefined,
  root: { prefix: string; namespace: string },
): boolean {
  const prefix = prefixOf(name)
  if (prefix !== '' && prefix !== root.prefix) return true
  if (localName(name) === 'extension') return true
  if (prefix !== '' || !namespace || namespace === root.namespace) return false
  return !DMARC_NAMESPACES.some((known) => namespace.startsWith(known))
}
