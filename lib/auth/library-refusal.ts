import { isAPIError } from 'better-auth/api'

/** What the library refuses for a reason of its own, in our words. */
export type LibraryRefusal = { status: 403 | 404 | 409; sentence: string }

const REFUSALS: Record<string, LibraryRefusal> = {
  YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER: {
    status: 409,
    sentence: 'An organization needs an owner: make somebody else one first.',
  },
  YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER: {
    status: 409,
    sentence: 'An organization needs an owner: make somebody else one first.',
  },
  USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION: {
    status: 409,
    sentence: 'Somebody with this e-mail address is a member already.',
  },
  MEMBER_NOT_FOUND: { status: 404, sentence: 'There is no member with this id.' },
  INVITATION_NOT_FOUND: {
    status: 404,
    sentence: 'This invitation was used, taken back, or is too old: ask for another one.',
  },
}
const NOT_ALLOWED: LibraryRefusal = { status: 403, sentence: 'Only an owner may do this.' }

/** Calls the library. @throws what is no refusal. */
export async function orRefusal<T>(
  call: () => Promise<T>,
): Promise<{ done: T; refusal: null } | { done: null; refusal: LibraryRefusal }> {
  try {
    return { done: await call(), refusal: null }
  } catch (error) {
    const code = isAPIError(error) ? String(error.body?.code) : null
    if (code === null) throw error
    const refusal = REFUSALS[code] ?? (/NOT_ALLOWED/.test(code) ? NOT_ALLOWED : null)
    if (!refusal) throw error
    return { done: null, refusal }
  }
}
