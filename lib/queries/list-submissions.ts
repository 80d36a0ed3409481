import type { Prisma } from '#generated/prisma/client.ts'
import type { Submission } from '#generated/prisma/client.ts'
import type { Authenticity, Kind, Status, Via } from '#generated/prisma/enums.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { SUSPICIONS } from '../dmarc/suspicions.ts'
import type { AuthenticityReason } from '../inbox/authenticity-reason.ts'
import type { MailCheck } from '../inbox/mail-check.ts'
import { type CursorShape, type Page, cutPage, decodeCursor } from './cursor.ts'
import { isUuid } from './is-uuid.ts'
import type { DocumentRow, SubmissionRow } from './rows.ts'

export type SubmissionFilter = {
  via: Via | null
  status: Status | null
  kind: Kind | null
  /** Of a report in it; `suspect` asks for one that repeats another one, or differs from it, as it should not. */
  authenticity?: Authenticity | 'suspect' | null
  /** Only what this key handed in; null for everything. */
  keyId?: string | null
  /** Part of the file's name, or of the reporter or domain of a document in it, in any case; or its id. */
  search?: string | null
}

/** What a cursor of this list holds. */
export const SUBMISSIONS_CURSOR: CursorShape = ['uuid']

/** A mailbox may hold a thousand reports; a row of the ledger names the first few. */
const DOCUMENTS_OF_A_ROW = 20

const WITH_DOCUMENTS = {
  documents: { orderBy: { ordinal: 'asc' } },
  _count: { select: { documents: true } },
} satisfies Prisma.SubmissionInclude
type WithDocuments = Prisma.SubmissionGetPayload<{ include: typeof WITH_DOCUMENTS }>

/** The ledger, newest first; each row with its first 20 documents. */
export async function listSubmissions(
  tenant: Tenant,
  { via, status, kind, authenticity, keyId, search, limit, cursor }: SubmissionFilter & Page,
): Promise<{ submissions: SubmissionRow[]; nextCursor: string | null }> {
  const { organizationId } = tenant
  const [before] = decodeCursor(cursor, SUBMISSIONS_CURSOR) ?? []
  const rows = await prismaOf(tenant).submission.findMany({
    where: {
      organizationId,
      ...(via && { via }),
      ...(status && { status }),
      ...(keyId && { keyId }),
      AND: [
        kind ? { documents: { some: { kind } } } : {},
        authenticity ? { documents: { some: ofAuthenticity(authenticity) } } : {},
      ],
      ...(search && holding(search)),
      ...(before !== undefined && { id: { lt: String(before) } }),
    },
    include: { ...WITH_DOCUMENTS, documents: { ...WITH_DOCUMENTS.documents, take: DOCUMENTS_OF_A_ROW } },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const [part, nextCursor] = cutPage(rows, limit, (row) => [row.id])
  return { submissions: part.map(toRow), nextCursor }
}

function ofAuthenticity(authenticity: Authenticity | 'suspect'): Prisma.DocumentWhereInput {
  if (authenticity !== 'suspect') return { authenticity }
  return { OR: SUSPICIONS.map((code) => ({ warnings: { array_contains: [{ code }] } })) }
}

function holding(search: string): Prisma.SubmissionWhereInput {
  const text = { contains: search.trim(), mode: 'insensitive' } as const
  return {
    OR: [
      // A file may have an id in its name as well.
      ...(isUuid(search.trim()) ? [{ id: search.trim() }] : []),
      { filename: text },
      { documents: { some: { OR: [{ reporter: text }, { domain: text }, { name: text }, { code: text }] } } },
    ],
  }
}

/** How many submissions of the organization wait for their outcome. */
export async function countWaiting(tenant: Tenant): Promise<number> {
  const { organizationId } = tenant
  return prismaOf(tenant).submission.count({ where: { organizationId, status: { in: ['queued', 'processing'] } } })
}

/** How many submissions wait for somebody's decision. */
export async function countQuarantined(tenant: Tenant): Promise<number> {
  const { organizationId } = tenant
  return prismaOf(tenant).submission.count({
    where: { organizationId, documents: { some: { status: 'quarantined' } } },
  })
}

/** How many of these submissions do not have their outcome yet. */
export async function countOpen(tenant: Tenant, ids: string[]): Promise<number> {
  const { organizationId } = tenant
  return prismaOf(tenant).submission.count({
    where: { organizationId, id: { in: ids }, status: { in: ['queued', 'processing'] } },
  })
}

/** These submissions with all of their documents, in the order of `ids`; those that do not exist are left out. */
export async function getSubmissions(tenant: Tenant, ids: string[]): Promise<SubmissionRow[]> {
  const { organizationId } = tenant
  const rows = await prismaOf(tenant).submission.findMany({
    where: { organizationId, id: { in: ids.filter(isUuid) } },
    include: WITH_DOCUMENTS,
  })
  const byId = new Map(rows.map((row) => [row.id, toRow(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Whether this key handed that submission in. */
export async function isSentBy(tenant: Tenant, id: string, keyId: string | null): Promise<boolean> {
  if (keyId === null || !isUuid(id)) return false
  const { organizationId } = tenant
  return (await prismaOf(tenant).submission.count({ where: { organizationId, id, keyId } })) > 0
}

/** Whether nothing more will become of a submission by itself. */
export function isFinal({ status }: { status: string }): boolean {
  return status !== 'queued' && status !== 'processing'
}

function toRow(row: WithDocuments): SubmissionRow {
  const { id, filename, via, status } = row
  const reason = row.reasonCode ? { code: row.reasonCode, message: row.reasonMessage ?? '' } : null
  const documents = row.documents.map(toDocument)
  return {
    id,
    filename,
    via,
    status,
    reason,
    receivedAt: row.receivedAt.toISOString(),
    bytesRemovedAt: row.bytesRemovedAt?.toISOString() ?? null,
    size: Number(row.size),
    mail: toMail(row),
    documents,
    documentCount: row._count.documents,
  }
}

/** The envelope and its check; null for what is no mail, and for a mail that was deleted. */
export function toMail(row: Submission): SubmissionRow['mail'] {
  const { envelopeFrom, envelopeTo, peer, helo, acceptedAt } = row
  if (envelopeFrom === null && peer === null && row.mailCheck === null) return null
  const check = row.mailCheck as MailCheck | null
  return { envelopeFrom, envelopeTo, peer, helo, check, acceptedAt: acceptedAt?.toISOString() ?? null }
}

function toDocument(row: WithDocuments['documents'][number]): DocumentRow {
  const { kind, status, code, message, reportId, reporter, domain, records } = row
  const { bounces, deliveries, complaints } = row
  return {
    kind,
    status,
    code,
    message,
    reportId,
    reporter,
    domain,
    begin: row.begin && toInstant(row.begin),
    end: row.end && toInstant(row.end),
    records,
    messages: row.messages === null ? null : Number(row.messages),
    warnings: row.warnings as DocumentRow['warnings'],
    authenticity: row.authenticity,
    authenticityReason: row.authenticityReason as AuthenticityReason | null,
    bounces,
    deliveries,
    complaints,
  }
}

/** Reports know whole seconds only. */
function toInstant(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z')
}
