/**
 * How a web or worker process is run, whoever starts it. Buffers that streams leave behind are freed with the young objects that
 * hold them (docs/decisions/0008-young-objects-are-kept-few.md).
 */
export const SERVICE_FLAGS = ['--max-semi-space-size=1']

export const SERVICE_ENVIRONMENT = /** @type {const} */ ({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })

/** A stop is over after this time, whatever hangs. Each process gives itself less. */
export const SERVICE_STOP_MS = 9_000

export function isService(/** @type {string | undefined} */ command) {
  return command === 'web' || command === 'worker'
}
