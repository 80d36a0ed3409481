import { expect, test } from 'vitest'

import { type Actor, can } from './access.ts'
import { type Permission, ROLES } from './roles.ts'

const ALL: Permission[] = ['read', 'ledger', 'outcome', 'ingest', 'manage', 'people', 'own', 'install', 'self']
const may = (actor: Actor): string => ALL.filter((permission) => can({ actor }, permission)).join(' ')
const member = (role: (typeof ROLES)[number], isFirst = true): Actor => ({
  kind: 'user',
  id: 'u',
  name: 'n',
  email: 'e',
  sessionId: 's',
  role,
  isFirst,
})

test('each role may what its word says', () => {
  expect(Object.fromEntries(ROLES.map((role) => [role, may(member(role))]))).toEqual({
    owner: 'read ledger outcome ingest manage people own install self',
    admin: 'read ledger outcome ingest manage people install self',
    member: 'read ledger outcome self',
    viewer: 'read self',
  })
})

test('the installation is the concern of its first organization', () => {
  for (const role of ROLES) expect(can({ actor: member(role, false) }, 'install')).toBe(false)
})

test('a key may what its scopes say together, and is never a person', () => {
  const key = (...scopes: ('ingest' | 'read' | 'admin')[]): Actor => ({ kind: 'key', id: 'k', name: 'n', scopes })
  expect(may(key('ingest'))).toBe('outcome ingest')
  expect(may(key('read'))).toBe('read ledger outcome')
  expect(may(key('ingest', 'read'))).toBe('read ledger outcome ingest')
  expect(may(key('admin'))).toBe('read ledger outcome ingest manage')
  expect(may(key())).toBe('')
})

test('a visitor of the demo looks around', () => expect(may({ kind: 'guest' })).toBe('read ledger outcome'))
