import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'

import type { Complaint, Delivery } from '../bounce/delivery.ts'
import type { Sealer } from '../db/seal.ts'
import { asTenant, inTransaction } from '../db/tenant.ts'
import { type BounceDraft, type BounceKind, toDraft } from './bounce-draft.ts'
import { type StoredBounce, findBounces, insertBounces, updateBounces } from './bounce-rows.ts'
import { findDomains } from './find-domains.ts'
import { listKnown, proofBy } from './known-identifiers.ts'
import { findSame, mergeBounces } from './merge-bounces.ts'
import { proveEarlier } from './prove-earlier.ts'
import { proveJobs } from './prove-jobs.ts'
import { removeTold } from './remove-told.ts'
import { storeAccepted } from './store-accepted.ts'
import { storeComplaints } from './store-complaints.ts'
import type { Teller, Told, ToldCounts } from './told.ts'

/**
 * Writes down what a document tells of, part by part, each in a transaction. The same part once more, after the process died of it,
 * changes nothing: a delivery has its key, and a bounce is found as the one that was told of.
 */

export type StoreDeps = { pool: pg.Pool; sealer: Sealer }

/** Bounces of one organization are looked for and written by one transaction at a time, or two would each write the same one. */
const ONE_AT_A_TIME = `select pg_advisory_xact_lock(hashtextextended('deliveries ' || $1::text, 0))`

/** @returns how much there was; null for nothing, and then what an earlier reading had found stays. */
export async function storeTold(
  parts: AsyncIterable<Told> | Iterable<Told>,
  teller: Teller,
  { pool, sealer }: StoreDeps,
): Promise<ToldCounts | null> {
  const counts = { bounces: 0, deliveries: 0, complaints: 0 }
  for await (const part of parts) {
    const isFirst = isNothing(counts)
    const added = await inTransaction(pool, teller.organizationId, (client) =>
      storePart(client, part, { teller, sealer, isFirst }),
    )
    counts.bounces += added.bounces
    counts.deliveries += added.deliveries
    counts.complaints += added.complaints
  }
  return isNothing(counts) ? null : { ...counts, isNew: await hasNews(teller, pool) }
}

type Counts = Omit<ToldCounts, 'isNew'>

function isNothing({ bounces, deliveries, complaints }: Counts): boolean {
  return bounces + deliveries + complaints === 0
}

/** Of a bounce that several documents tell of, the one that came first has told it. */
const NEWS = `select exists (select 1 from delivery where "organizationId" = $1 and "submissionId" = $2 and ordinal = $3)
  or exists (select 1 from complaint where "organizationId" = $1 and "submissionId" = $2 and ordinal = $3)
  or exists (select 1 from bounce_sighting s where "organizationId" = $1 and "submissionId" = $2 and ordinal = $3
    and not exists (select 1 from bounce_sighting o where o."organizationId" = $1 and o."bounceId" = s."bounceId"
      and (o."submissionId", o.ordinal) < (s."submissionId", s.ordinal))) as "isNew"`

async function hasNews({ organizationId, submissionId, ordinal }: Teller, pool: pg.Pool): Promise<boolean> {
  const { rows } = await asTenant(pool, organizationId).query<{ isNew: boolean }>(NEWS, [
    organizationId,
    submissionId,
    ordinal,
  ])
  return rows[0]!.isNew
}

/** By whom something is told, and what its identifiers are hashed with. */
export type Telling = { teller: Teller; sealer: Sealer }

async function storePart(
  client: pg.ClientBase,
  { deliveries, complaints }: Told,
  { isFirst, ...telling }: Telling & { isFirst: boolean },
): Promise<Counts> {
  const { organizationId, submissionId, ordinal, isReadAgain } = telling.teller
  await client.query(ONE_AT_A_TIME, [organizationId])
  // That something was delivered counts only where one's own log or provider says so.
  const accepted = telling.teller.trust ? deliveries.filter(({ outcome }) => outcome === 'delivered') : []
  const failed = deliveries.filter(isFailed)
  const counts = { bounces: failed.length, deliveries: accepted.length, complaints: complaints.length }
  if (isNothing(counts)) return counts
  if (isFirst && isReadAgain) await removeTold(client, organizationId, submissionId, ordinal)
  const domains = await findDomains(client, organizationId, [...deliveries, ...complaints])
  await storeAccepted(client, accepted, { ...telling, domains })
  await storeBounces(client, failed, { ...telling, domains })
  await storeComplaints(client, complaints, { ...telling, domains })
  if (telling.teller.trust) await proveEarlier(client, [...accepted, ...failed], telling)
  return counts
}

type Failed = Delivery & { outcome: BounceKind }

function isFailed(delivery: Delivery): delivery is Failed {
  return delivery.outcome !== 'delivered'
}

/** The organization's domain that somebody sent from. */
export type DomainOf = (
  told: Pick<Delivery | Complaint, 'headerFrom'> & { envelopeFrom?: string | null },
) => string | null

async function storeBounces(
  client: pg.ClientBase,
  failed: Failed[],
  { teller, sealer, domains }: Telling & { domains: DomainOf },
): Promise<void> {
  if (failed.length === 0) return
  const { organizationId, receivedAt, trust } = teller
  const drafts = failed.map((delivery) => {
    const draft = toDraft(delivery, { receivedAt, sealer })
    draft.values.domainId = domains(delivery)
    return draft
  })
  const known = trust ? new Set<string>() : await listKnown(client, organizationId, drafts)
  for (const { values, identifiers } of drafts) values.proof = trust ?? proofBy(identifiers, known)
  const ids = await writeBounces(client, organizationId, drafts)
  await client.query(
    `insert into bounce_sighting ("organizationId", "submissionId", ordinal, "bounceId", carrier, at)
     select $1, $2, $3, * from unnest($4::uuid[], $5::text[], $6::timestamptz[]) on conflict do nothing`,
    [
      organizationId,
      teller.submissionId,
      teller.ordinal,
      ids,
      drafts.map(({ carrier }) => carrier),
      drafts.map(({ values }) => new Date(values.at)),
    ],
  )
  if (drafts.some(mayLearnMore)) await proveJobs(client, organizationId, [teller.submissionId])
}

/** Whether DNS may know what the carrier does not: whose message it was, or whose recipient. */
function mayLearnMore({ values }: BounceDraft): boolean {
  const { proof, returnedHeaders, remoteHost, recipientDomain } = values
  return (proof === null && returnedHeaders !== null) || (remoteHost === null && recipientDomain !== null)
}

/** @returns the id of the bounce that each draft is. */
async function writeBounces(client: pg.ClientBase, organizationId: string, drafts: BounceDraft[]): Promise<string[]> {
  const stored = await findBounces(
    client,
    organizationId,
    drafts.map(({ values }) => values),
  )
  const byRecipient = Map.groupBy(stored, ({ recipientHash }) => recipientHash!.toString('hex'))
  const made = new Set<StoredBounce>()
  const changed = new Set<StoredBounce>()
  const ids = drafts.map((draft) => {
    const recipient = draft.values.recipientHash?.toString('hex') ?? ''
    const there = byRecipient.get(recipient) ?? []
    const same = findSame(there, draft)
    const merged = same && mergeBounces(same, draft.values)
    if (same && merged && !made.has(same)) changed.add(same)
    if (same) return Object.assign(same, merged).id
    const bounce = { id: uuidv7(), ...draft.values }
    made.add(bounce)
    byRecipient.set(recipient, [...there, bounce])
    return bounce.id
  })
  await insertBounces(client, organizationId, [...made])
  await updateBounces(client, organizationId, [...changed])
  return ids
}
