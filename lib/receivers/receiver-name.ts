import catalogue from './receivers.json' with { type: 'json' }

const NAMES = new Map(catalogue.receivers.map(({ id, name }) => [id, name]))

/** The name of a receiver of the catalogue; null for any other id. */
export function receiverName(id: string): string | null {
  return NAMES.get(id) ?? null
}
