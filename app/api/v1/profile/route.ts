import { checkName } from '#lib/auth/check-words.ts'
import { renameUser } from '#lib/auth/profile.ts'

import { ownRoute } from '../handle.ts'
import { readJson } from '../read-json.ts'
import { json, problem } from '../respond.ts'

/** Changes the name that others see. */
export const PUT = ownRoute(async (_, request: Request) => {
  const body = await readJson(request, { name: 'text' })
  if (body instanceof Response) return body
  const wrong = checkName(body.name)
  if (wrong) return problem(400, wrong)
  await renameUser(body.name, request.headers)
  return json({})
})
