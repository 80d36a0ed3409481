import { expect, test } from 'vitest'

import { reportXml, unpackAll } from './testing/unpack-all.ts'

async function unpackTexts(xml: string): Promise<(string | null)[]> {
  return (await unpackAll(xml)).map(({ text }) => text)
}

test.each(['', '\n', '\r\n\r\n \t', '\uFEFF', '\n\uFEFF\n'])(
  'parts documents with %j between them',
  async (between) => {
    const xml = [reportXml('a'), reportXml('b'), reportXml('c')].join(between)
    expect(await unpackTexts(xml)).toEqual([reportXml('a'), reportXml('b'), reportXml('c')])
  },
)

test.each(['<feedback/>', '<feedback xmlns="urn:x"></feedback>', '<a:feedback xmlns:a="urn:x"></a:feedback\n>'])(
  'parts documents without a declaration: %s',
  async (xml) => {
    const first = '<x:feedback></x:feedback >'
    expect(await unpackTexts(`${first}\n${xml}`)).toEqual([first, xml])
  },
)

test.each(['junk', '<!-- the end -->', '</feedback>', '<feedbackish/>', '&lt;feedback>', '</a:feedback>', '  '])(
  'leaves %s behind a document to its reader',
  async (tail) => {
    expect(await unpackTexts(reportXml() + tail)).toEqual([reportXml() + tail])
  },
)

test('parts documents at every place of a chunk', async () => {
  const count = 20
  for (const shift of [0, 7, 13, 30]) {
    const documents = Array.from({ length: count }, (_, index) => reportXml('x'.repeat(65_536 / 4 - shift + index)))
    expect(await unpackTexts(documents.join('\n'))).toEqual(documents)
  }
})
