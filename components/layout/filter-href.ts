import { type Filter, filterQuery } from '#lib/filter.ts'

/** The days of a filter, whatever else it narrows down. */
export type Window = { from: string; to: string }

/** The address of a page with the filter, changed where told. The filter's home is the URL, so this is how it is set. */
export function filterHref<F extends object = Filter>(path: string, filter: F, changes: Partial<F> = {}): string {
  const query = filterQuery({ ...filter, ...changes })
  return query ? `${path}?${query}` : path
}

/** The same with anything else that belongs to the page: an order, a cursor. */
export function pageHref(path: string, filter: object, extra: Record<string, string | null>): string {
  const query = new URLSearchParams(filterQuery(filter))
  for (const [name, value] of Object.entries(extra)) if (value) query.set(name, value)
  return query.size > 0 ? `${path}?${query}` : path
}

/** A source's own page. The address comes from a report: it is encoded, whatever it holds. */
export function sourceHref(ip: string | null, filter: Filter): string {
  return filterHref(`/sources/${encodeURIComponent(ip ?? 'none')}`, filter, { source: null, verdict: null })
}

/** The same rows by the API; `compare` is nothing to it. */
export function apiHref(path: string, filter: Filter, extra: Record<string, string | null> = {}): string {
  return pageHref(`/api/v1${path}`, { ...filter, compare: null }, extra)
}

/** A receiver's own page. Its id may be words of a report. */
export function receiverHref(id: string, filter: Filter): string {
  return filterHref(`/receivers/${encodeURIComponent(id)}`, filter, { receiver: null })
}

/** A domain's own page. */
export function domainHref(domain: string, filter: Filter): string {
  return filterHref(`/domains/${encodeURIComponent(domain)}`, filter, { domain: null })
}

/** The page that says what is missing for reports about a domain to come. */
export function arrivalsHref(domain: string): string {
  return `/domains/${encodeURIComponent(domain)}/arrivals`
}
