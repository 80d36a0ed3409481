import { Kind, Status, Via } from '#generated/prisma/enums.ts'

/** The words a ledger row may carry, for filters. */
export const VIAS = Object.values(Via)
export const STATUSES = Object.values(Status)
export const KINDS = Object.values(Kind)
