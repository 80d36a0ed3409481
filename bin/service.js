/**
 * How processes of Signet use memory: young objects are kept few, and the heap grows by little
 * (docs/decisions/0008-young-objects-are-kept-few.md).
 */
export const MEMORY_FLAGS = ['--max-semi-space-size=1', '--heap-growing-percent=60']

/** How a process of the product is run, whoever starts it. */
export const SERVICE_ENVIRONMENT = /** @type {const} */ ({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })

/** A stop is over after this time, whatever hangs. Each process gives itself less. */
export const SERVICE_STOP_MS = 9_000

export function isService(/** @type {string | undefined} */ command) {
  return command === 'web' || command === 'worker' || command === 'smtp'
}
