/** Connection refused, cut or timed out, or a server that is starting up or shutting down (SQLSTATE classes 08 and 57P). */
const DATABASE_GONE =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|\b08\w{3}\b|57P0|P1001|P1017|timeout exceeded|Connection terminated|Can't reach|shutting down|starting up/i

/** Whether the database did not answer, so that trying again later may help. */
export function isDatabaseGone(error: unknown): boolean {
  const { code, message, cause } = error as Error & { code?: string }
  return DATABASE_GONE.test(`${code} ${message} ${cause instanceof Error ? cause.message : ''}`)
}
