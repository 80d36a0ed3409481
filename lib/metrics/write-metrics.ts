import { Registry } from 'prom-client'

import { processMetrics } from './process-metrics.ts'
import type { State } from './read-state.ts'
import { stateMetrics } from './state-metrics.ts'

/** Prometheus' text of what the database told, or did not, and of what this process knows. */
export async function writeMetrics(
  state: State | null,
  freeBytes: number,
): Promise<{ text: string; contentType: string }> {
  const metrics = Registry.merge([stateMetrics(state, freeBytes), processMetrics().registry])
  return { text: await metrics.metrics(), contentType: metrics.contentType }
}
