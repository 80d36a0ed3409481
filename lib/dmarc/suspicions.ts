import type { WarningCode } from './report.ts'

/** The warnings that make a document suspect: it repeats another report, or contradicts it. */
export const SUSPICIONS: readonly string[] = ['differs-from-stored', 'same-rows'] satisfies WarningCode[]
