import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

import type { WrittenReport } from './report-xml.ts'

/** Files that are handed in, and what must be found of them in the database afterwards. */
export type Work = Totals & {
  name: string
  /** What is handed in. */
  folder: string
  files: string[]
  /** The same reports as .xml.gz, in the same order. */
  gzFiles: string[]
}

export type Totals = { reports: number; records: number; messages: number; xmlBytes: number }

/** Writes reports as `.xml.gz` into `folder`. */
export function writeGz(name: string, folder: string, reports: Iterable<WrittenReport>): Work {
  mkdirSync(folder, { recursive: true })
  const files: string[] = []
  const totals: Totals = { reports: 0, records: 0, messages: 0, xmlBytes: 0 }
  for (const report of reports) {
    const file = path.join(folder, `${String(files.length).padStart(5, '0')}!${report.name}.gz`)
    writeFileSync(file, gzipSync(report.xml))
    files.push(file)
    totals.reports++
    totals.records += report.records
    totals.messages += report.messages
    totals.xmlBytes += Buffer.byteLength(report.xml)
  }
  return { name, folder, files, gzFiles: files, ...totals }
}

/** Writes reports as the mails that bring them, each with its `.xml.gz` attached. */
export function writeMails(
  name: string,
  folder: string,
  { reports, gz }: { reports: Iterable<WrittenReport>; gz: Work },
): Work {
  mkdirSync(folder, { recursive: true })
  const files: string[] = []
  for (const report of reports) {
    const file = path.join(folder, `${String(files.length).padStart(5, '0')}.eml`)
    writeFileSync(file, writeMail(report, files.length))
    files.push(file)
  }
  return { ...gz, name, folder, files }
}

function writeMail({ name, xml }: WrittenReport, number: number): string {
  const filename = `${name}.gz`
  const body = gzipSync(xml).toString('base64').replace(/.{76}/g, '$&\n')
  return `From: reports@reporter.example
To: dmarc@example.com
Subject: Report Domain: example.com Submitter: reporter.example Report-ID: <${number}>
Date: Mon, 01 Jun 2026 01:00:00 +0000
Message-ID: <${number}@reporter.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b${number}"

--b${number}
Content-Type: text/plain; charset=us-ascii

This is an aggregate report.
--b${number}
Content-Type: application/gzip; name="${filename}"
Content-Disposition: attachment; filename="${filename}"
Content-Transfer-Encoding: base64

${body}
--b${number}--
`
}
