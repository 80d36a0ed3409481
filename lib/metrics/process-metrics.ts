import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client'

import { openPool } from '../db/database.ts'
import { routeClass } from './route-class.ts'

/** What this process alone can tell: its memory and time, its pool, and the requests it has answered. */
export type ProcessMetrics = {
  registry: Registry
  countRequest: (request: { method?: string | undefined; url?: string | undefined; status: number }) => void
}

// Next bundles this module apart from the server that counts; the numbers must be one all the same.
const held = globalThis as { signetMetrics?: ProcessMetrics }

export function processMetrics(): ProcessMetrics {
  return (held.signetMetrics ??= makeMetrics())
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

function makeMetrics(): ProcessMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'signet_http_requests_total',
    help: 'Requests answered by this process.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  addPool(registry)
  return {
    registry,
    countRequest: ({ method = '', url = '', status }) =>
      requests.inc({ method: METHODS.has(method) ? method : 'other', route: routeClass(url), status }),
  }
}

function addPool(registry: Registry): void {
  new Gauge({
    name: 'signet_pool_connections',
    help: 'Database connections of this process, and callers that wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const pool = openPool()
      this.set({ state: 'total' }, pool?.totalCount ?? 0)
      this.set({ state: 'idle' }, pool?.idleCount ?? 0)
      this.set({ state: 'waiting' }, pool?.waitingCount ?? 0)
    },
  })
}
