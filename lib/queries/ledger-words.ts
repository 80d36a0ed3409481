import { Authenticity, Kind, Status, Via } from '#generated/prisma/enums.ts'

/** The words a ledger row may carry, for filters. */
export const VIAS = Object.values(Via)
export const STATUSES = Object.values(Status)
export const KINDS = Object.values(Kind)
/** Besides whether a report is its reporter's, whether something speaks against it that is stored all the same. */
export const AUTHENTICITIES = [...Object.values(Authenticity), 'suspect'] as const
