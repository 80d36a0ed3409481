import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { sealerOf } from '../db/seal.ts'
import { type TestIngest, openTestIngest } from '../ingest/testing/test-ingest.ts'
import { ENDPOINTS_MAX, deleteEndpoint, findEndpoint, listEndpoints, makeEndpoint } from './event-endpoints.ts'

const OTHER = '01900000-0000-7000-8000-00000000000b'
const MAILTRAP = { provider: 'mailtrap', secret: 'a signing key' } as const
const SEALER = sealerOf('a secret of this installation')

let here: TestIngest
let mine: string

beforeAll(async () => {
  here = await openTestIngest()
  mine = here.organizationId
  await here.owner.query(`insert into organization (id, name) values ($1, 'Other')`, [OTHER])
})
beforeEach(() => here.owner.query('truncate event_endpoint'))
afterAll(() => here.close())

test('an endpoint is found by provider and token, with its secret, which is stored sealed and never listed', async () => {
  const { token } = (await makeEndpoint(mine, MAILTRAP, SEALER))!
  expect(await findEndpoint('mailtrap', token, SEALER)).toMatchObject({
    organization: { id: mine },
    secret: MAILTRAP.secret,
  })
  expect(await listEndpoints(mine)).toEqual([{ token, provider: 'mailtrap', createdAt: expect.any(String) }])
  const { rows } = await here.owner.query<{ secret: Buffer }>('select secret from event_endpoint')
  expect(rows[0]!.secret.includes(MAILTRAP.secret)).toBe(false)
  expect(await findEndpoint('mailgun', token, SEALER)).toBeNull()
  expect(await findEndpoint('mailtrap', token, sealerOf('another secret'))).toBeNull()
  for (const other of ['', '\0', token.toUpperCase().replaceAll(/\d/g, 'G'), `${token}0`])
    expect(await findEndpoint('mailtrap', other, SEALER)).toBeNull()
})

test('of another organization nothing is listed or deleted', async () => {
  const { token } = (await makeEndpoint(OTHER, MAILTRAP, SEALER))!
  expect(await listEndpoints(mine)).toEqual([])
  expect(await deleteEndpoint(mine, token)).toBeNull()
  expect(await deleteEndpoint(OTHER, token)).toBe('mailtrap')
  expect(await findEndpoint('mailtrap', token, SEALER)).toBeNull()
})

test('an organization has so many endpoints and no more, however many ask at once', async () => {
  await here.owner.query(
    `insert into event_endpoint (token, "organizationId", provider) select n::text, $1, 'ses' from generate_series(1, $2) n`,
    [mine, ENDPOINTS_MAX - 2],
  )
  const made = await Promise.all(Array.from({ length: 5 }, () => makeEndpoint(mine, MAILTRAP, SEALER)))
  expect(made.filter(Boolean)).toHaveLength(2)
  expect(await makeEndpoint(OTHER, MAILTRAP, SEALER)).not.toBeNull()
})
