import type pg from 'pg'

import type { Authenticity } from '#generated/prisma/enums.ts'

import { asTenant } from '../db/tenant.ts'
import { withParents } from '../dmarc/with-parents.ts'
import { type Refusal, refuse } from '../errors.ts'
import type { AuthenticityReason } from '../inbox/authenticity-reason.ts'
import { judgeAuthenticity } from '../inbox/judge-authenticity.ts'
import { type Receiver, identifyReceiver } from '../receivers/identify-receiver.ts'
import type { Outcome, ReportToStore } from './outcome.ts'

/**
 * Who a report is from, whether it is genuine, and whether it is stored: what came by mail was sent by anybody, so it waits in
 * quarantine when it is about a domain that the organization does not have, or claims to be from whom it is not.
 */
export type Screened = {
  outcome: Outcome
  toStore: ReportToStore
  receiver: Receiver
  authenticity: Authenticity
  reason: AuthenticityReason
  /** Why it waits; null when it is stored. */
  quarantine: Refusal | null
}

/** @param outcomes of one organization; those without a report are left out. */
export async function screenReports(
  outcomes: readonly Outcome[],
  organizationId: string,
  pool: pg.Pool,
): Promise<Screened[]> {
  const found = outcomes.flatMap((outcome) =>
    outcome.toStore
      ? [{ outcome, toStore: outcome.toStore, receiver: identifyReceiver(outcome.toStore.report.header) }]
      : [],
  )
  const mailed = found.filter(({ outcome }) => outcome.claim.mailCheck)
  const client = asTenant(pool, organizationId)
  const trusted = await listTrustedPaths(client, organizationId, [
    ...new Set(mailed.map(({ receiver }) => receiver.id)),
  ])
  const domains = await listOwnDomains(
    client,
    organizationId,
    mailed.map(({ toStore }) => toStore.report.header.policy.domain),
  )
  return found.map((one) => {
    const { claim } = one.outcome
    const { header } = one.toStore.report
    const { authenticity, reason } = judgeAuthenticity({
      check: claim.mailCheck,
      reporter: header,
      receiverId: one.receiver.id,
      trustedPaths: trusted.get(one.receiver.id) ?? [],
    })
    if (claim.isAccepted || !claim.mailCheck)
      return {
        ...one,
        authenticity: authenticity === 'mismatch' ? 'unverified' : authenticity,
        reason,
        quarantine: null,
      }
    const isOwn = withParents(header.policy.domain).some((name) => domains.has(name))
    const quarantine = authenticity === 'mismatch' ? refuse('not-genuine') : isOwn ? null : refuse('unknown-domain')
    return { ...one, authenticity, reason, quarantine }
  })
}

type Client = Pick<pg.ClientBase, 'query'>

async function listTrustedPaths(
  client: Client,
  organizationId: string,
  receiverIds: string[],
): Promise<Map<string, string[]>> {
  if (receiverIds.length === 0) return new Map()
  const { rows } = await client.query<{ receiverId: string; paths: string[] }>(
    `select "receiverId", array_agg(path) as paths from trusted_path
     where "organizationId" = $1 and "receiverId" = any($2) group by 1`,
    [organizationId, receiverIds],
  )
  return new Map(rows.map(({ receiverId, paths }) => [receiverId, paths]))
}

/** Those of these domains, and of those above them, that the organization has. */
async function listOwnDomains(client: Client, organizationId: string, names: string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set()
  const { rows } = await client.query<{ name: string }>(
    'select name from domain where "organizationId" = $1 and name = any($2)',
    [organizationId, [...new Set(names.flatMap(withParents))]],
  )
  return new Set(rows.map(({ name }) => name))
}
