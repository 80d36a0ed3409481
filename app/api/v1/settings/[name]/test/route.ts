import { clientAddress } from '#lib/auth/client-address.ts'
import { isTestable, testSetting } from '#lib/settings/test-setting.ts'

import { route } from '../../../handle.ts'
import { json, problem } from '../../../respond.ts'

/** Tries a setting out. */
export const POST = route(
  'install',
  async ({ actor }, request: Request, { params }: { params: Promise<{ name: string }> }) => {
    const { name } = await params
    if (!isTestable(name)) return problem(404, 'There is no setting of this name that can be tried.')
    const asker = { email: actor.kind === 'user' ? actor.email : null, address: clientAddress(request.headers) }
    return json(await testSetting(name, asker))
  },
)
