import type { Purpose } from '#generated/prisma/enums.ts'

/** What an ingest address is for. */
export const PURPOSE_WORDS: Record<Purpose, string> = { rua: 'DMARC reports', bounce: 'Bounces' }
