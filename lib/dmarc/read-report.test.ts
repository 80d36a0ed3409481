import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { type ReadOptions, readReport, type ReportBytes } from './read-report.ts'
import { parseRecordLines } from './record-lines.ts'

const OPTIONS: ReadOptions = { recordsMax: 100_000, keepRecordsMax: 100_000, now: new Date('2026-03-10T00:00:00Z') }
const MIB = 1024 * 1024

const METADATA =
  '<report_metadata><org_name>Reporter</org_name><email>a@example.net</email><report_id>1</report_id>' +
  '<date_range><begin>1772323200</begin><end>1772409599</end></date_range></report_metadata>'
const POLICY = '<policy_published><domain>example.com</domain><p>none</p></policy_published>'

function bytesOf(text: string | Uint8Array, chunkBytes = 65_536): ReportBytes {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return {
    size: bytes.length,
    async *read() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
    },
  }
}

function record(count: number | string, more = ''): string {
  return (
    `<record><row><source_ip>192.0.2.1</source_ip><count>${count}</count><policy_evaluated>` +
    `<disposition>none</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row>` +
    `<identifiers><header_from>example.com</header_from></identifiers><auth_results/>${more}</record>`
  )
}

function feedback(inside: string, header = METADATA + POLICY): string {
  return `<?xml version="1.0"?><feedback>${header}${inside}</feedback>`
}

async function codeOf(text: string, options: ReadOptions = OPTIONS): Promise<string> {
  const { report, refusal } = await readReport(bytesOf(text), options)
  return report ? (report.recovered ? 'recovered' : 'read') : refusal.code
}

function fixture(name: string): Buffer {
  return readFileSync(new URL(`fixtures/${name}.xml`, import.meta.url))
}

describe('limits', () => {
  test('reads as many records as allowed, and refuses one more', async () => {
    const text = feedback(record(1).repeat(3))
    expect(await codeOf(text, { ...OPTIONS, recordsMax: 3 })).toBe('read')
    const { refusal } = await readReport(bytesOf(text), { ...OPTIONS, recordsMax: 2 })
    expect(refusal).toMatchObject({ code: 'too-many-records', message: expect.stringContaining('LIMIT_RECORDS') })
  })

  test('reads elements 32 deep, and refuses 33', async () => {
    const nested = (depth: number): string => feedback('<a>'.repeat(depth - 1) + '</a>'.repeat(depth - 1))
    expect(await codeOf(nested(32))).toBe('read')
    expect(await codeOf(nested(33))).toBe('field-too-long')
    expect(await codeOf(nested(10_000))).toBe('field-too-long')
  })

  test('refuses 10,000 nested elements in damaged XML and in an extension as well', async () => {
    const nested = '<a>'.repeat(10_000) + '</a>'.repeat(10_000)
    expect(await codeOf(`junk ${feedback(nested)}`)).toBe('field-too-long')
    expect(await codeOf(feedback(`<extension>${nested}</extension>`))).toBe('field-too-long')
  })

  test('reads a record just short of 64 KiB, and refuses a longer one', async () => {
    const comment = (characters: number): string => feedback(record(1, `<note>${'x'.repeat(characters)}</note>`))
    expect(await codeOf(comment(64 * 1024 - 2000))).toBe('read')
    expect(await codeOf(comment(64 * 1024))).toBe('field-too-long')
  })

  test('refuses a record of a million empty elements, and a header that never ends', async () => {
    expect(await codeOf(feedback(record(1, '<b/>'.repeat(100_000))))).toBe('field-too-long')
    expect(await codeOf(feedback(`<version>${'x '.repeat(40_000)}</version>`.repeat(20)))).toBe('field-too-long')
  })

  test('refuses one tag, name, comment or attribute that is longer than 1 MiB', async () => {
    const long = 'x'.repeat(2 * MIB)
    expect(await codeOf(feedback(`<a b="${long}"/>`))).toBe('field-too-long')
    expect(await codeOf(feedback(`<${long}/>`))).toBe('field-too-long')
    expect(await codeOf(feedback(`<!--${long}-->`))).toBe('field-too-long')
  })

  test('does not repair more than 16 MiB of text', async () => {
    const long = feedback(record(1).repeat(70_000), METADATA.replace('Reporter', 'R&nbsp;D') + POLICY)
    expect(long.length).toBeGreaterThan(16 * MIB)
    expect(await codeOf(long)).toBe('malformed-xml')
    expect(await codeOf(feedback(record(1).repeat(1000), METADATA.replace('Reporter', 'R & D') + POLICY))).toBe(
      'recovered',
    )
  })

  test('gives one warning per code and field, with how often it was met', async () => {
    const { report } = await readReport(bytesOf(feedback(record('many').repeat(5000))), OPTIONS)
    expect(report?.warnings).toEqual([
      {
        code: 'bad-count',
        message: 'The count "many" is not a number of messages and was counted as 0. This was met 5000 times.',
      },
    ])
  })

  test('gives at most 50 warnings', async () => {
    const twice = (...names: string[]): string => names.map((name) => `<${name}>1<b/></${name}>`.repeat(2)).join('')
    const policy = twice('p', 'sp', 'np', 'adkim', 'aspf', 'pct', 'fo', 'testing', 'discovery_method')
    const header =
      METADATA.replace('</report_metadata>', `${twice('extra_contact_info', 'generator')}$&`) +
      POLICY.replace('<p>none</p>', policy)
    const reason = `<reason>${twice('type', 'comment')}</reason>`
    const evaluated = `<policy_evaluated>${twice('disposition', 'dkim', 'spf')}${reason}</policy_evaluated>`
    const auth = `<dkim>${twice('domain', 'selector', 'result', 'human_result')}</dkim><spf>${twice('scope')}</spf>`
    const odd =
      `<record><row>${twice('source_ip', 'count')}${evaluated}</row><auth_results>${auth}</auth_results>` +
      `<identifiers>${twice('header_from', 'envelope_from', 'envelope_to')}</identifiers></record>`
    const warningCount = async (text: string): Promise<number | undefined> =>
      (await readReport(bytesOf(text), OPTIONS)).report?.warnings.length
    // No warning of the header is one of the record too, so both together would have 55.
    expect(await warningCount(feedback(record(1), header))).toBe(22)
    expect(await warningCount(feedback(odd))).toBe(33)
    expect(await warningCount(feedback(odd, header))).toBe(50)
  })
})

describe('records', () => {
  test('keeps all of them up to keepRecordsMax, and none of more', async () => {
    const bytes = bytesOf(feedback(record(2).repeat(5)))
    const kept = await readReport(bytes, { ...OPTIONS, keepRecordsMax: 5 })
    expect(kept.report?.records).toHaveLength(5)
    const dropped = await readReport(bytes, { ...OPTIONS, keepRecordsMax: 4 })
    expect(dropped.report).toMatchObject({ records: null, recordCount: 5, messageCount: 10 })
  })

  test('keeps each record once and in order, also when the damage comes late', async () => {
    for (const after of ['', '<version>1 & 2</version>']) {
      const inside = Array.from({ length: 2500 }, (_, index) => record(index)).join('')
      const { report } = await readReport(bytesOf(feedback(inside + after)), OPTIONS)
      expect(report?.recovered).toBe(after !== '')
      expect(report?.records?.map(({ count }) => count)).toEqual(Array.from({ length: 2500 }, (_, index) => index))
    }
  })

  test('sets the records of a long report aside, the same ones in the same order, also of a repaired report', async () => {
    for (const after of ['', '<version>1 & 2</version>']) {
      const bytes = bytesOf(feedback(Array.from({ length: 2500 }, (_, index) => record(index)).join('') + after))
      const { report } = await readReport(bytes, OPTIONS)
      const lines: string[] = []
      const setAside = async (part: string): Promise<void> => void lines.push(part)
      const long = await readReport(bytes, { ...OPTIONS, keepRecordsMax: 2499, setAside })
      expect(long.report).toEqual({ ...report, records: null })
      const batches = await Array.fromAsync(parseRecordLines(bytesOf(lines.join('')).read()))
      expect(batches.flat()).toEqual(report?.records)
      expect(batches.length).toBeGreaterThan(1)
    }
  })
})

describe('repairs', () => {
  test('finds a bare & although no ; follows anywhere', async () => {
    expect(await codeOf(feedback(record(1), METADATA.replace('Reporter', 'R & D') + POLICY))).toBe('recovered')
  })

  test('calls a complete report with a bare & in an attribute malformed, not truncated', async () => {
    const odd = feedback(record(1), METADATA.replace('<org_name>', '<org_name note="R & D">') + POLICY)
    expect(await codeOf(odd)).toBe('malformed-xml')
    expect(await codeOf(odd.replace('</feedback>', ''))).toBe('truncated')
  })

  test('refuses a flood of empty elements early, wherever it stands in a damaged report', async () => {
    const flood = '<b/>'.repeat(2_000_000)
    for (const inside of [flood, `<record>${flood}</record>`, `<extension>${flood}</extension>`]) {
      expect(await codeOf(`junk ${feedback(inside)}`)).toBe('field-too-long')
    }
  })

  test('pays once for a long namespace of the root, however many records follow', async () => {
    const long = `xmlns="${'x'.repeat(900_000)}"`
    const whole = feedback(record(1).repeat(3000), METADATA.replace('Reporter', 'R & D;') + POLICY)
    expect(await codeOf(whole.replace('<feedback', `<feedback ${long}`))).toBe('recovered')
  })

  test('lets others run while it repairs', async () => {
    const text = feedback(record(1).repeat(10_000), METADATA.replace('Reporter', 'R & D;') + POLICY)
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    expect(await codeOf(text)).toBe('recovered')
    clearInterval(timer)
    expect(turns).toBeGreaterThan(10)
  })

  test('reads several damaged reports at once', async () => {
    const bytes = bytesOf(feedback(record(1).repeat(2500), METADATA.replace('Reporter', 'R & D;') + POLICY))
    const results = await Promise.all([1, 2, 3].map(() => readReport(bytes, OPTIONS)))
    expect(results.map(({ report }) => report?.recordCount)).toEqual([2500, 2500, 2500])
  })

  test.each(['domain', 'report_id', 'begin', 'end', 'count', 'source_ip'])('never touches %s', async (field) => {
    const whole = feedback(record(1))
    for (const damage of ['&', '<', '&nbsp;', '\u0001']) {
      const damaged = whole.replace(`</${field}>`, `${damage}</${field}>`)
      expect(damaged).not.toBe(whole)
      expect(await codeOf(damaged)).toBe('malformed-xml')
    }
  })

  test('calls every prefix of a report truncated, empty or no report, and never reads one', async () => {
    const whole = feedback(record(1))
    const codes = new Set<string>()
    for (let end = 0; end < whole.length; end += 1) codes.add(await codeOf(whole.slice(0, end)))
    expect([...codes].toSorted()).toEqual(['empty', 'not-a-report', 'truncated'])
  })
})

describe('fields', () => {
  test('takes a report id of 998 bytes in UTF-8, and refuses one more', async () => {
    const withId = (id: string): string => feedback('', METADATA.replace('>1<', `>${id}<`) + POLICY)
    expect(await codeOf(withId('\u00E9'.repeat(499)))).toBe('read')
    const { refusal } = await readReport(bytesOf(withId(`${'\u00E9'.repeat(499)}x`)), OPTIONS)
    expect(refusal).toMatchObject({ code: 'field-too-long', message: expect.stringContaining('998 bytes') })
  })

  test('cuts a source_ip that is no address, and never within a character', async () => {
    const odd = `${'x'.repeat(252)}\u{1F600}`
    const { report } = await readReport(bytesOf(feedback(record(1).replace('192.0.2.1', odd))), OPTIONS)
    expect(report?.records?.[0]).toMatchObject({ sourceIp: null, sourceText: 'x'.repeat(252) })
  })
})

describe('contentHash', () => {
  test('is the same for the same report in another encoding, namespace and order', async () => {
    const names = [
      'synthetic-byte-order-mark',
      'synthetic-utf-16le',
      'synthetic-utf-16be',
      'synthetic-prefixed-namespace',
    ]
    const hashes = new Set<string | undefined>()
    for (const name of [...names, 'mail.ru-auth-results-first', 'any-one-line', 'any-carriage-returns'])
      hashes.add((await readReport(bytesOf(fixture(name)), OPTIONS)).report?.contentHash)
    expect([...hashes]).toEqual([expect.stringMatching(/^[\da-f]{64}$/)])
  })

  test('differs when a count differs', async () => {
    const one = await readReport(bytesOf(feedback(record(1))), OPTIONS)
    const two = await readReport(bytesOf(feedback(record(2))), OPTIONS)
    expect(one.report?.contentHash).not.toBe(two.report?.contentHash)
  })
})
