import { dayOfInstant } from '#lib/filter.ts'
import { type FilterResult, type SearchParams, parseFilter } from '#lib/parse-filter.ts'

/** What a page is handed by Next. */
export type PageProps = { searchParams: Promise<SearchParams> }

export type Address = FilterResult & {
  /** The UTC day now. */
  today: string
  /** A parameter of the page's own, such as an order or a cursor. */
  one: (name: string) => string | null
}

/** The request half of a page: the address becomes a filter, or a sentence that says why it cannot. */
export async function readAddress(searchParams: Promise<SearchParams>): Promise<Address> {
  const params = await searchParams
  const today = dayOfInstant(new Date())
  const one = (name: string) => {
    const value = params[name]
    return (Array.isArray(value) ? value[0] : value) || null
  }
  return { ...parseFilter(params, today), today, one }
}
