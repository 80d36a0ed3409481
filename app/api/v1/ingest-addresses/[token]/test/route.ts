import { readConfig } from '#lib/config.ts'
import { DEMO_REFUSAL } from '#lib/demo/demo-refusal.ts'
import { findAddress } from '#lib/inbox/ingest-addresses.ts'
import { sendTestReport } from '#lib/inbox/send-test-report.ts'

import { audit } from '../../../audit-request.ts'
import { route } from '../../../handle.ts'
import { json, problem } from '../../../respond.ts'

/** Sends a report to the address, as a reporter does, and says whether the server took it. The ledger says whether it arrived. */
export const POST = route(
  'manage',
  async (access, request: Request, { params }: { params: Promise<{ token: string }> }) => {
    if (access.organization.isDemo) return problem(403, DEMO_REFUSAL)
    const config = readConfig()
    const found = await findAddress(access.tenant, (await params).token, config.ingestDomain)
    if (!found) return problem(404, 'There is no ingest address with this token.')
    if (found.purpose !== 'rua')
      return problem(409, 'A test report goes to an address for DMARC reports, and this one is for bounces.')
    const sent = await sendTestReport(found.address, config)
    if (!sent)
      return problem(409, 'No mail can be sent: the listener is turned off by SMTP_PORT, and SMTP_OUT_URL is not set.')
    await audit(access, request, 'test-report-sent', { name: found.address })
    return json(sent)
  },
)
