import { clientAddress } from '#lib/auth/client-address.ts'
import { countRequest } from '#lib/auth/rate-limits.ts'
import { diagnose } from '#lib/deliveries/diagnose.ts'

import { openRoute } from '../../handle.ts'
import { readJson } from '../../read-json.ts'
import { json, problem, tooMany } from '../../respond.ts'

/** Explains a pasted refusal, for everybody. Nothing of it is stored or logged. */
export const POST = openRoute(async (request: Request) => {
  const wait = await countRequest('strangers', clientAddress(request.headers))
  if (wait) return tooMany(wait)
  const body = await readJson(request, { text: 'text' })
  if (body instanceof Response) return body
  if (body.text.trim() === '') return problem(400, 'text must hold what the mail server answered.')
  return json(diagnose(body.text))
})
