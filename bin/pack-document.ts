import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'

import yazl from 'yazl'

import type { DemoDocument } from '#lib/demo/write-document.ts'

export type Packed = { filename: string; bytes: Buffer }

/** Packs a report of the demo as its reporter does. The same report gives the same bytes. */
export async function packDocument(document: DemoDocument): Promise<Packed> {
  const { name, xml, packing } = document
  const file = `${name}.xml`
  switch (packing) {
    case 'xml':
      return { filename: file, bytes: Buffer.from(xml) }
    case 'gzip':
      return { filename: `${file}.gz`, bytes: gzipSync(xml) }
    case 'zip':
      return { filename: `${name}.zip`, bytes: await zip(file, document) }
    case 'mail':
      return { filename: `${name}.eml`, bytes: mail(`${file}.gz`, document) }
  }
}

function zip(file: string, { xml, arrives }: DemoDocument): Promise<Buffer> {
  const archive = new yazl.ZipFile()
  archive.addBuffer(Buffer.from(xml), file, { mtime: new Date(arrives * 1000) })
  archive.end()
  return buffer(archive.outputStream)
}

function mail(file: string, { xml, reporter, domain, reportId, arrives }: DemoDocument): Buffer {
  const lines = gzipSync(xml)
    .toString('base64')
    .match(/.{1,76}/g)!
  return Buffer.from(
    [
      `From: ${reporter.email}`,
      `To: dmarc@${domain}`,
      `Subject: Report Domain: ${domain} Submitter: ${reporter.host} Report-ID: <${reportId}>`,
      `Date: ${new Date(arrives * 1000).toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: <${reportId}@${reporter.host}>`,
      'MIME-Version: 1.0',
      `Content-Type: application/gzip; name="${file}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${file}"`,
      '',
      ...lines,
      '',
    ].join('\r\n'),
  )
}
