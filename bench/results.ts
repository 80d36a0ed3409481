import type { Machine } from './describe-machine.ts'
import type { Table } from './figure.ts'

export type Part = 'read' | 'log' | 'ingest' | 'http' | 'pages' | 'lighthouse'

/** What docs/performance.json holds: each part with the machine, the day and the commit that it was measured on. */
export type Results = Partial<Record<Part, Machine & { tables: Table[] }>>
