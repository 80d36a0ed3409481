import { expect } from '@playwright/test'

import { fetchAsKey } from './as-key.ts'
import { yesterday } from './sample-report.ts'
import { test } from './signet-test.ts'

const begin = yesterday()

/** Every field that was attacked. */
const attacked = new Set<string>()

/** Markup that would run if it were ever taken as such; the word tells which field it stood in. */
function attack(field: string): string {
  attacked.add(field)
  return `&lt;script&gt;alert('${field}')&lt;/script&gt;&lt;img src=x onerror=alert('${field}')&gt;`
}

/** What the attack is once its entities are read. */
function attackText(field: string): string {
  return attack(field).replaceAll('&lt;', '<').replaceAll('&gt;', '>')
}

/** The policy domain has to be a domain: where it is markup as well, in a second report made from this one, all is refused. */
const REPORT = `<?xml version="1.0"?>
<feedback>
  <version>${attack('version')}</version>
  <report_metadata>
    <org_name>${attack('org_name')}</org_name><email>${attack('email')}@attacker.example</email>
    <extra_contact_info>javascript:alert('contact')${attack('extra_contact_info')}</extra_contact_info>
    <report_id>${attack('report_id')}</report_id>
    <date_range><begin>${begin}</begin><end>${begin + 86_399}</end></date_range>
    <error>${attack('error')}</error><generator>${attack('generator')}</generator>
  </report_metadata>
  <policy_published>
    <domain>example.com</domain><adkim>${attack('adkim')}</adkim><aspf>${attack('aspf')}</aspf>
    <p>${attack('p')}</p><sp>${attack('sp')}</sp><np>${attack('np')}</np><pct>${attack('pct')}</pct><fo>${attack('fo')}</fo>
    <testing>${attack('testing')}</testing><discovery_method>${attack('discovery_method')}</discovery_method>
  </policy_published>
  <record>
    <row>
      <source_ip>${attack('source_ip')}</source_ip><count>5</count>
      <policy_evaluated>
        <disposition>${attack('disposition')}</disposition><dkim>${attack('dkim')}</dkim><spf>${attack('spf')}</spf>
        <reason><type>${attack('type')}</type><comment>${attack('comment')}</comment></reason>
      </policy_evaluated>
    </row>
    <identifiers>
      <envelope_to>${attack('envelope_to')}</envelope_to><envelope_from>${attack('envelope_from')}</envelope_from>
      <header_from>${attack('header_from')}</header_from>
    </identifiers>
    <auth_results>
      <dkim><domain>${attack('dkim-domain')}</domain><selector>${attack('selector')}</selector><result>${attack('dkim-result')}</result>
        <human_result>${attack('human_result')}</human_result></dkim>
      <spf><domain>${attack('spf-domain')}</domain><scope>${attack('scope')}</scope><result>${attack('spf-result')}</result></spf>
    </auth_results>
  </record>
</feedback>`

/** `version` is stored, and no page shows it. Every other field of the report is on some page. */
const NOT_SHOWN = new Set(['version'])

test('markup in every field of a report is text on every page', async ({ page, signet }) => {
  const filename = encodeURIComponent(`<img src=x onerror=alert('filename')>.xml`)
  const answer = await fetchAsKey(`${signet.url}/api/v1/submissions?wait=30&filename=${filename}`, {
    method: 'POST',
    body: REPORT,
  })
  const { submissions } = (await answer.json()) as {
    submissions: { status: string; documents: { reportId: string }[] }[]
  }
  expect(submissions[0]?.status).toBe('stored')
  const reportId = submissions[0]!.documents[0]!.reportId

  const refused = REPORT.replace('<domain>example.com<', `<domain>${attack('domain')}<`)
  await fetchAsKey(`${signet.url}/api/v1/submissions?wait=30`, { method: 'POST', body: refused })

  const seen: string[] = []
  const { receivers } = (await (await fetchAsKey(`${signet.url}/api/v1/receivers`)).json()) as {
    receivers: { id: string }[]
  }
  const pages = [
    '/',
    '/sources',
    '/sources/none',
    '/receivers',
    '/domains',
    '/domains/example.com',
    '/records',
    '/records?group=headerFrom',
    '/records?group=dkimDomain',
    '/icloud',
    '/reports',
    `/reports/${reportId}`,
    '/inbox',
  ]
  const filtered = receivers
    .map(({ id }) => encodeURIComponent(id))
    .flatMap((id) => [`/?receiver=${id}`, `/receivers/${id}`])
  const domain = encodeURIComponent(attackText('domain'))
  for (const path of [...pages, ...filtered, `/?domain=${domain}`, `/reports?domain=${domain}`, '/upload']) {
    await page.goto(signet.url + path)
    // Before its heading there is only the shape of the page.
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.locator('img[src="x"]').count(), path).toBe(0)
    expect(await page.locator('script', { hasText: 'alert(' }).evaluateAll(countRunnable), path).toBe(0)
    expect(await page.locator('a[href^="javascript:"]').count(), path).toBe(0)
    seen.push(await page.getByRole('main').innerText())
  }
  for (const field of attacked)
    if (!NOT_SHOWN.has(field)) expect(seen.join('\n'), field).toContain(`<script>alert('${field}')</script>`)
  expect(seen.join('\n')).toContain(`<img src=x onerror=alert('filename')>.xml`)
})

/** Next carries page data in scripts of its own, where text may say anything; one that consists of the attack would run. */
function countRunnable(scripts: Element[]): number {
  return scripts.filter((script) => script.textContent?.trim().startsWith('alert(')).length
}
