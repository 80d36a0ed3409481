import type pg from 'pg'

import type { Complaint } from '../bounce/delivery.ts'
import { toJson, toText } from '../db/to-json.ts'
import { domainOf, plausibleTime } from './bounce-draft.ts'
import { identifiersOf } from './identifiers.ts'
import { listKnown, proofBy } from './known-identifiers.ts'
import type { DomainOf, Telling } from './store-told.ts'

const WORD_MAX = 100

/** Writes complaints; the same one once, where it names the message that it is about. */
export async function storeComplaints(
  client: pg.ClientBase,
  complaints: Complaint[],
  { teller, sealer, domains }: Telling & { domains: DomainOf },
): Promise<void> {
  if (complaints.length === 0) return
  const { organizationId, submissionId, ordinal, receivedAt, trust } = teller
  const rows = complaints.map((complaint, index) => {
    const at = plausibleTime(complaint.at, receivedAt)
    const { messageId, recipient, feedbackType, reporter } = complaint
    const identity = messageId ? [messageId, recipient, feedbackType] : [submissionId, ordinal, index]
    const identifiers = identifiersOf({ messageId, queueId: null, providerId: null }, sealer)
    return {
      key: sealer.hash(JSON.stringify(['complaint', ...identity])),
      identifiers,
      values: { at, idHashes: identifiers.message ? [identifiers.message] : [] },
      row: {
        day: new Date(at).toISOString().slice(0, 10),
        sourceIp: complaint.sourceIp,
        headerFrom: domainOf(complaint.headerFrom),
        domainId: domains(complaint),
        feedbackType: toText(feedbackType).slice(0, WORD_MAX),
        reporter: toText(reporter)?.slice(0, WORD_MAX) ?? null,
      },
    }
  })
  const known = trust ? new Set<string>() : await listKnown(client, organizationId, rows)
  const records = rows.map(({ key, identifiers, row }) => ({
    key: `\\x${key.toString('hex')}`,
    ...row,
    proof: trust ?? proofBy(identifiers, known),
  }))
  await client.query(
    `insert into complaint ("organizationId", "submissionId", ordinal, key, day, "sourceIp", "headerFrom", "domainId", "feedbackType",
       reporter, proof)
     select $1, $2, $3, * from jsonb_to_recordset($4::jsonb) as r (key bytea, day date, "sourceIp" inet, "headerFrom" text,
       "domainId" uuid, "feedbackType" text, reporter text, proof text)
     on conflict ("organizationId", key) do update set proof = coalesce(complaint.proof, excluded.proof)`,
    [organizationId, submissionId, ordinal, toJson(dropDoubles(records))],
  )
}

/** Postgres does not update a row twice in one statement. */
function dropDoubles<Row extends { key: string }>(rows: Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.key, row])).values()]
}
