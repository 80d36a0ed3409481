import { checkPassword } from '#lib/auth/check-words.ts'
import { clientAddress } from '#lib/auth/client-address.ts'
import { changePassword } from '#lib/auth/profile.ts'
import { countRequest, forgiveRequest } from '#lib/auth/rate-limits.ts'

import { audit } from '../../audit-request.ts'
import { ownRoute } from '../../handle.ts'
import { readJson } from '../../read-json.ts'
import { json, problem, tooMany } from '../../respond.ts'

/** Changes the password; every other session of the account ends. */
export const PUT = ownRoute(async ({ access }, request: Request) => {
  const address = clientAddress(request.headers)
  const wait = await countRequest('secrets', address)
  if (wait) return tooMany(wait)
  const body = await readJson(request, { current: 'text', password: 'text' })
  if (body instanceof Response) return body
  const wrong = checkPassword(body.password)
  if (wrong) return problem(400, wrong)
  const cookies = await changePassword(body, request.headers)
  if (!cookies) return problem(403, 'The present password is another one.')
  await forgiveRequest('secrets', address)
  await audit(access, request, 'password-changed')
  return json({}, 200, cookies)
})
