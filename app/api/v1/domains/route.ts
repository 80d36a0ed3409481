import { database } from '#lib/db/database.ts'
import { isDomain, toDomain } from '#lib/dmarc/domain-name.ts'
import { addDomain } from '#lib/quarantine/add-domain.ts'
import { DOMAINS_CURSOR, listDomains } from '#lib/queries/list-domains.ts'

import { answerList } from '../answer-list.ts'
import { audit } from '../audit-request.ts'
import { route } from '../handle.ts'
import { readJson } from '../read-json.ts'
import { readFilter } from '../read-query.ts'
import { json, problem } from '../respond.ts'

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  return answerList(request, {
    name: 'domains',
    cursor: DOMAINS_CURSOR,
    columns: ['domain', 'policy', 'messages', 'pass', 'fail', 'passRate', 'reports', 'lastReportAt'],
    read: async (page) => {
      const { domains: rows, nextCursor } = await listDomains(tenant, filter, page)
      return { rows, nextCursor }
    },
  })
})

/** Makes a domain the organization's; what waits in quarantine because it was not is read again. */
export const POST = route('manage', async (access, request: Request) => {
  const body = await readJson(request, { domain: 'text' })
  if (body instanceof Response) return body
  const domain = toDomain(body.domain)
  if (!isDomain(domain) || !domain.includes('.'))
    return problem(400, 'domain must be the name of a domain such as example.com.')
  const { released } = await addDomain(database().pool, access.tenant.organizationId, domain)
  await audit(access, request, 'domain-added', { domain })
  return json({ domain, released }, 201)
})
