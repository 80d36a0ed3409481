import { type Access, type Asker, type SignedIn, can } from '#lib/auth/access.ts'
import { clientAddress } from '#lib/auth/client-address.ts'
import { countRequest, isTooMany } from '#lib/auth/rate-limits.ts'
import { readAsker } from '#lib/auth/read-asker.ts'
import type { Permission } from '#lib/auth/roles.ts'
import { readDatabaseShortage } from '#lib/capacity/read-shortage.ts'
import { DEMO_REFUSAL } from '#lib/demo/demo-refusal.ts'

import { refuseOtherSites } from './refuse-other-sites.ts'
import { failure, problem, shortageProblem, tooMany } from './respond.ts'

/**
 * The doors of the API. Whether somebody may is decided here, before path, body or id are looked at: a route says what it needs,
 * and its handler is called for who may. The only place where a fault becomes an answer.
 */

type Route<Rest extends unknown[]> = (request: Request, ...rest: Rest) => Promise<Response>
type Handler<Who, Rest extends unknown[]> = (who: Who, request: Request, ...rest: Rest) => Promise<Response> | Response

/** A route within an organization, for those who may do that there. */
export function route<Rest extends unknown[]>(
  permission: Exclude<Permission, 'self'>,
  handler: Handler<Access, Rest>,
): Route<Rest> {
  return guarded(within(permission, handler))
}

function within<Rest extends unknown[]>(
  permission: Exclude<Permission, 'self'>,
  handler: Handler<Access, Rest>,
): ForAsker<Rest> {
  return async ({ access, signedIn }, request, ...rest) => {
    if (!access)
      return signedIn ? problem(403, 'Your account belongs to no organization: ask to be invited to one.') : null
    if (!can(access, permission)) return problem(403, refusalOf(access))
    return handler(access, request, ...rest)
  }
}

/** A route about one's own account, for who has signed in. */
export function ownRoute<Rest extends unknown[]>(
  handler: Handler<SignedIn & Pick<Asker, 'access'>, Rest>,
): Route<Rest> {
  return guarded(async ({ signedIn, access }, request, ...rest: Rest) => {
    if (signedIn) return handler({ ...signedIn, access }, request, ...rest)
    return access && problem(403, 'This is about an account of a person, and the request has none: sign in.')
  })
}

/** One of the few routes for everybody. */
export function openRoute<Rest extends unknown[]>(handler: Route<Rest>): Route<Rest> {
  return caught(async (request, ...rest: Rest) => refuseOtherSites(request) ?? handler(request, ...rest))
}

type EventHandlers<Rest extends unknown[]> = {
  /** Looks at the signature first. @returns null for what is not signed as it must be, or where there is no such endpoint. */
  signed: (token: string, request: Request, ...rest: Rest) => Promise<Response | null>
  keyed: Handler<Access, Rest>
}

/**
 * A route for what programs of others send of their own accord: signed, where the address names an endpoint; else by a key that may
 * ingest, which may also stand in the address, as the password before the host.
 */
export function eventRoute<Rest extends unknown[]>({ signed, keyed }: EventHandlers<Rest>): Route<Rest> {
  const byKey = guarded(within('ingest', keyed), withPasswordAsKey)
  const bySignature = signedRoute(signed)
  return (request, ...rest) => {
    const token = new URL(request.url).searchParams.get('endpoint')
    return token === null ? byKey(request, ...rest) : bySignature(token, request, ...rest)
  }
}

/** What is not signed as it must be counts as a stranger's. */
function signedRoute<Rest extends unknown[]>(
  signed: EventHandlers<Rest>['signed'],
): (token: string, request: Request, ...rest: Rest) => Promise<Response> {
  return async (token, ...call) =>
    openRoute(async (request, ...rest: Rest) => {
      const address = clientAddress(request.headers)
      const blocked = await isTooMany('strangers', address)
      if (blocked) return tooMany(blocked)
      const answer = await signed(token, request, ...rest)
      if (answer) return answer
      const wait = await countRequest('strangers', address)
      return wait ? tooMany(wait) : problem(401, NOT_SIGNED)
    })(...call)
}

const NOT_SIGNED =
  'This is not signed by the secret of an endpoint that exists, or was signed more than 5 minutes ago. Nothing was stored: compare provider, endpoint and secret.'

/** `https://key:<key>@host/` is how a webhook that can send no header of its own is given a key. */
function withPasswordAsKey({ headers }: Request): Headers {
  const basic = /^Basic +([A-Za-z0-9+/=]{1,2000})$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (basic === undefined) return headers
  const pair = Buffer.from(basic, 'base64').toString('latin1')
  const changed = new Headers(headers)
  changed.set('authorization', `Bearer ${pair.slice(pair.indexOf(':') + 1)}`)
  return changed
}

function caught<Rest extends unknown[]>(handler: Route<Rest>): Route<Rest> {
  return async (request, ...rest) => {
    try {
      return await handler(request, ...rest)
    } catch (error) {
      return failure(request, error)
    }
  }
}

/** Answers null to nobody. */
type ForAsker<Rest extends unknown[]> = (asker: Asker, request: Request, ...rest: Rest) => Promise<Response | null>

/** @param headersOf those by which it is told who asks. */
function guarded<Rest extends unknown[]>(
  handler: ForAsker<Rest>,
  headersOf: (request: Request) => Headers = ({ headers }) => headers,
): Route<Rest> {
  return openRoute(async (request, ...rest: Rest) => {
    const address = clientAddress(request.headers)
    const blocked = await isTooMany('strangers', address)
    if (blocked) return tooMany(blocked)
    const asking = readAsker(headersOf(request))
    const shortage = await readDatabaseShortage(asking)
    if (shortage) return shortageProblem(shortage)
    const asker = await asking
    const name = nameOf(asker)
    const wait = await (name ? countRequest('requests', name) : countRequest('strangers', address))
    if (wait) return tooMany(wait)
    return (await handler(asker, request, ...rest)) ?? nobody()
  })
}

/** Under which name the requests of somebody are counted; nobody is an address. */
function nameOf({ access, signedIn }: Asker): string | null {
  if (signedIn) return signedIn.user.id
  if (access?.actor.kind === 'key') return access.actor.id
  return access && 'guests'
}

function nobody(): Response {
  const answer = problem(
    401,
    'This needs a session or a key that is good: sign in, or send Authorization: Bearer <key>.',
  )
  answer.headers.set('www-authenticate', 'Bearer')
  return answer
}

function refusalOf({ actor }: Access): string {
  if (actor.kind === 'guest') return DEMO_REFUSAL
  if (actor.kind === 'key') return `The key has the scope ${actor.scopes.join(', ')}, which does not allow this.`
  return `Your role in this organization is ${actor.role}, which does not allow this.`
}
