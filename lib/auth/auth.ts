import { randomUUID } from 'node:crypto'

import { apiKey } from '@better-auth/api-key'
import { prismaAdapter } from '@better-auth/prisma-adapter'
import { betterAuth } from 'better-auth'
import { createAccessControl, organization } from 'better-auth/plugins'
import { adminAc, defaultStatements, memberAc, ownerAc } from 'better-auth/plugins/organization/access'
import { v7 as uuidv7 } from 'uuid'

import { readConfig } from '../config.ts'
import { prisma } from '../db/prisma.ts'
import { log } from '../log.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from './check-words.ts'
import { CLIENT_HEADER } from './client-address.ts'
import { secretKey } from './secret-key.ts'

/**
 * The one home of Better Auth: passwords, sessions, organizations, invitations and keys are its. It is called by functions of this
 * room and by route handlers, which decide first; its own routes are not mounted.
 */

const DAY_SECONDS = 24 * 60 * 60
export const INVITATION_DAYS = 7
const SESSION_DAYS = 30
/** No limit that anybody will meet. */
const MANY = 100_000

function make() {
  const config = readConfig()
  const control = createAccessControl(defaultStatements)
  return betterAuth({
    appName: 'Signet',
    baseURL: config.baseUrl,
    secret: secretKey(config),
    telemetry: { enabled: false },
    logger: { log: tell },
    database: prismaAdapter(prisma(), { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    // The cookie of a session cannot be renewed by a page, so it and the session end together.
    session: { expiresIn: SESSION_DAYS * DAY_SECONDS, disableSessionRefresh: true },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'signet',
      useSecureCookies: config.baseUrl.startsWith('https:'),
      // The id of an invitation lets somebody in, and must hold nothing that can be guessed.
      database: { generateId: ({ model }) => (model === 'invitation' ? randomUUID() : uuidv7()) },
      ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
    },
    databaseHooks: {
      session: {
        create: { before: async (session) => ({ data: { ...session, ...(await firstMembership(session.userId)) } }) },
      },
    },
    plugins: [
      organization({
        ac: control,
        roles: { owner: ownerAc, admin: adminAc, member: memberAc, viewer: memberAc },
        creatorRole: 'owner',
        allowUserToCreateOrganization: ({ id }) => isOwner(id),
        organizationLimit: MANY,
        membershipLimit: MANY,
        invitationLimit: MANY,
        invitationExpiresIn: INVITATION_DAYS * DAY_SECONDS,
        cancelPendingInvitationsOnReInvite: true,
        requireEmailVerificationOnInvitation: false,
        schema: { member: { additionalFields: DOMAINS }, invitation: { additionalFields: DOMAINS } },
      }),
      apiKey({
        references: 'organization',
        // A key that an operator gives is taken as it is (SIGNET_API_KEY), so what counts is what readConfig asks of it.
        defaultKeyLength: 32,
        requireName: true,
        maximumNameLength: 100,
        // The library's own limit is ten requests a day; lib/auth/rate-limits.ts has Signet's.
        rateLimit: { enabled: false },
      }),
    ],
  })
}

/** The names of the domains that a viewer sees. */
const DOMAINS = { domains: { type: 'string[]', required: false, defaultValue: () => [] } } as const

type Auth = ReturnType<typeof make>

// Next bundles this module more than once in one process.
const held = globalThis as { signetAuth?: Auth }

/** Made at first use, and never while Next builds: it reads the environment and the secret. */
export function auth(): Auth {
  return (held.signetAuth ??= make())
}

async function firstMembership(userId: string): Promise<{ activeOrganizationId: string } | null> {
  const member = await prisma().member.findFirst({ where: { userId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  return member && { activeOrganizationId: member.organizationId }
}

async function isOwner(userId: string): Promise<boolean> {
  return (await prisma().member.count({ where: { userId, role: 'owner' } })) > 0
}

/** What a wrong key or password leads to is no fault, and is answered where it was asked. */
const EXPECTED = /Failed to validate API key|User not found|Invalid password|Password not found/

function tell(level: 'debug' | 'info' | 'success' | 'warn' | 'error', message: string, ...details: unknown[]): void {
  if (EXPECTED.test(message) || level === 'debug' || level === 'info' || level === 'success') return
  log[level]({ error: details.find((detail) => detail instanceof Error) }, message)
}
