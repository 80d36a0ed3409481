import type { EventEndpointRow } from '#lib/webhooks/event-endpoints.ts'

/** Where the provider sends its events. */
export function endpointAddress(
  baseUrl: string,
  { provider, token }: Pick<EventEndpointRow, 'provider' | 'token'>,
): string {
  return `${baseUrl}/api/v1/events/${provider}?endpoint=${token}`
}
