import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { wholeOrganization } from '../db/tenant.ts'
import { type TestIngest, openTestIngest } from '../ingest/testing/test-ingest.ts'
import {
  ADDRESSES_MAX,
  findAddress,
  type IngestAddressRow,
  listAddresses,
  makeAddress,
  rotateAddress,
  setEnabled,
} from './ingest-addresses.ts'

const OTHER = '01900000-0000-7000-8000-00000000000b'
const DOMAIN = 'reports.example'
const DAY_MS = 86_400_000
const RUA = { purpose: 'rua', domain: null } as const

let here: TestIngest
let mine: string

beforeAll(async () => {
  here = await openTestIngest()
  mine = here.organizationId
  await here.owner.query(`insert into organization (id, name) values ($1, 'Other')`, [OTHER])
})
beforeEach(async () => {
  await here.owner.query('truncate ingest_address, submission cascade')
  for (const id of [mine, OTHER])
    await here.owner.query(`insert into ingest_address ("organizationId", purpose) values ($1, 'rua')`, [id])
})
afterAll(() => here.close())

function list(organizationId = mine): Promise<IngestAddressRow[]> {
  return listAddresses(wholeOrganization(organizationId), DOMAIN)
}

async function firstOf(organizationId = mine): Promise<IngestAddressRow> {
  return (await list(organizationId))[0]!
}

/** A mail that came so many days ago. */
async function receive(organizationId: string, token: string, daysAgo: number): Promise<Date> {
  const at = new Date(Date.now() - daysAgo * DAY_MS)
  await here.owner.query(
    `insert into submission ("organizationId", id, via, size, status, "ingestToken", "receivedAt")
     values ($1, $2, 'smtp', 1, 'stored', $3, $4)`,
    [organizationId, uuidv7({ msecs: at.getTime() }), token, at],
  )
  return at
}

test('an address says what it is for, and when mail came to it last', async () => {
  const { token } = await firstOf()
  expect(await list()).toMatchObject([
    { address: `rua-${token}@${DOMAIN}`, domain: null, enabled: true, retiresAt: null, lastMailAt: null, mails: 0 },
  ])
  const made = await makeAddress(mine, { purpose: 'bounce', domain: 'xn--bcher-kva.example' })
  expect(await firstOf()).toMatchObject({
    address: `bounce-${made.token}@${DOMAIN}`,
    purpose: 'bounce',
    domain: 'xn--bcher-kva.example',
  })
  await receive(mine, token, 40)
  expect(await findAddress(wholeOrganization(mine), token, DOMAIN)).toMatchObject({ mails: 0 })
  await receive(mine, token, 30.01)
  await receive(mine, token, 29.99)
  const last = await receive(mine, token, 1)
  await receive(mine, 'another', 0)
  await receive(OTHER, token, 0)
  expect(await findAddress(wholeOrganization(mine), token, DOMAIN)).toMatchObject({
    mails: 2,
    lastMailAt: last.toISOString(),
  })
})

test('of another organization nothing is listed, found, turned off or replaced', async () => {
  const theirs = await firstOf(OTHER)
  expect((await list()).map(({ token }) => token)).not.toContain(theirs.token)
  for (const token of [theirs.token, 'none', '', 'x\0y'])
    expect(await findAddress(wholeOrganization(mine), token, DOMAIN)).toBeNull()
  expect(await setEnabled(mine, theirs.token, false)).toBe(false)
  expect(await rotateAddress(mine, theirs.token)).toBeNull()
  expect(await list(OTHER)).toEqual([theirs])
})

test('an address is turned off and on', async () => {
  const { token } = await firstOf()
  expect(await setEnabled(mine, token, false)).toBe(true)
  expect(await firstOf()).toMatchObject({ enabled: false })
  expect(await setEnabled(mine, token, true)).toBe(true)
  expect(await firstOf()).toMatchObject({ enabled: true })
})

test('who is replaced takes mail for 30 days more, and is replaced once', async () => {
  const { token: old } = (await makeAddress(mine, { purpose: 'rua', domain: 'example.com' })) as { token: string }
  const made = (await rotateAddress(mine, old))!
  const tenant = wholeOrganization(mine)
  expect(await findAddress(tenant, made.token!, DOMAIN)).toMatchObject({
    purpose: 'rua',
    domain: 'example.com',
    enabled: true,
    retiresAt: null,
  })
  const { retiresAt, enabled } = (await findAddress(tenant, old, DOMAIN))!
  expect(enabled).toBe(true)
  expect((Date.parse(retiresAt!) - Date.now()) / DAY_MS).toBeCloseTo(30, 1)
  expect(await rotateAddress(mine, old)).toMatchObject({ token: null, refusal: expect.stringContaining('already') })
  expect(await list()).toHaveLength(3)

  await here.owner.query(`update ingest_address set "retiresAt" = now() where token = $1`, [old])
  expect(await findAddress(tenant, old, DOMAIN)).toBeNull()
  expect(await setEnabled(mine, old, true)).toBe(false)
  expect(await rotateAddress(mine, old)).toBeNull()
})

test('an organization has so many addresses and no more, however many ask at once', async () => {
  await here.owner.query(
    `insert into ingest_address ("organizationId", purpose) select $1, 'rua' from generate_series(1, $2)`,
    [mine, ADDRESSES_MAX - 3],
  )
  const asked = await Promise.all(Array.from({ length: 6 }, () => makeAddress(mine, RUA)))
  expect(asked.filter(({ token }) => token !== null)).toHaveLength(2)
  expect(asked.find(({ refusal }) => refusal)?.refusal).toContain('500 ingest addresses at most')
  const { token } = await firstOf()
  expect(await rotateAddress(mine, token)).toMatchObject({ token: null, refusal: expect.any(String) })
  expect(await firstOf()).toMatchObject({ token, retiresAt: null })
  expect((await makeAddress(OTHER, RUA)).token).toMatch(/^[0-9a-f]{20}$/)

  await here.owner.query(`update ingest_address set "retiresAt" = now() where token = $1`, [token])
  expect((await makeAddress(mine, RUA)).token).not.toBeNull()
})
