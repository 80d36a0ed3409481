/** What the audit log tells of, and in which words. `subject` says what it was done to. */
export const ACTIONS = {
  'set-up': 'set Signet up',
  'signed-in': 'signed in',
  'signed-out': 'signed out',
  'password-changed': 'changed the password',
  'session-revoked': 'ended a session',
  'organization-created': 'made the organization',
  'organization-renamed': 'renamed the organization',
  invited: 'invited',
  'invitation-cancelled': 'took back the invitation of',
  joined: 'joined',
  'member-changed': 'changed the role of',
  'member-removed': 'removed',
  'key-created': 'made the key',
  'key-revoked': 'revoked the key',
  'retention-changed': 'changed what is kept',
  'domain-deleted': 'began to delete the domain',
  'report-deleted': 'deleted a report',
  'read-again': 'had submissions read again',
  'bytes-read': 'downloaded the bytes of a submission',
} as const

export type Action = keyof typeof ACTIONS
export type Subject = Record<string, string | number | boolean | null | string[]>
