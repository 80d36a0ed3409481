import { createHmac } from 'node:crypto'

import { expect } from '@playwright/test'

import { expectAccessible } from './expect-accessible.ts'
import { test } from './signet-test.ts'

test.use({ isRefused: true })

const SECRET = 'a signing key of Mailtrap’s'
const BODY = '{"events":[{"event":"delivery","email":"ann@icloud.com","message_id":"m","timestamp":1773140400}]}'

test('an endpoint is made, takes what is signed, and is deleted', async ({ page, signet }) => {
  await page.goto(`${signet.url}/settings/ingest`)
  const section = page.getByRole('region', { name: 'Events from providers' })
  await section.getByLabel('Topic').fill('no topic')
  await section.getByRole('button', { name: 'Make the endpoint' }).click()
  await expect(section.getByText('secret must be the ARN of the SNS topic')).toBeVisible()

  await section.getByLabel('Provider').selectOption('Mailtrap')
  await section.getByLabel('Secret').fill(SECRET)
  await section.getByRole('button', { name: 'Make the endpoint' }).click()
  const address = await section.getByLabel('The new endpoint').inputValue()
  expect(address).toContain('/api/v1/events/mailtrap?endpoint=')
  const row = section.getByRole('row').filter({ hasText: 'Mailtrap' })
  await expect(row.getByLabel('Address for Mailtrap')).toHaveValue(address)
  await expectAccessible(page)

  const { search } = new URL(address)
  const send = () =>
    fetch(`${signet.url}/api/v1/events/mailtrap${search}`, {
      method: 'POST',
      body: BODY,
      headers: { 'mailtrap-signature': createHmac('sha256', SECRET).update(BODY).digest('hex') },
    })
  expect((await send()).status).toBe(202)
  await row.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('button', { name: /^Refuse its events/ }).click()
  await expect(section.getByText('There is no endpoint yet.')).toBeVisible()
  expect((await send()).status).toBe(401)
  await page.goto(`${signet.url}/settings/audit`)
  for (const line of ['made an endpoint for the events of', 'deleted an endpoint for the events of'])
    await expect(page.getByRole('row').filter({ hasText: line }).first()).toBeVisible()
})
