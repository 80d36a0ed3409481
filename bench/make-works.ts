import path from 'node:path'

import { bigReport } from './big-report.ts'
import { smallReports } from './small-reports.ts'
import type { Workshop } from './workshop.ts'
import { type Work, writeGz, writeMails } from './write-work.ts'

/** The files that are handed in by command line and by HTTP. */
export type Works = { gz: Work; mails: Work; big: Work }

export function makeWorks({ makeFolder, size }: Workshop): Works {
  const folder = makeFolder()
  const [small, big] = [size.smallReports, size.bigRecords]
  const gz = writeGz(`${small} small reports, .xml.gz`, path.join(folder, 'gz'), smallReports(small))
  return {
    gz,
    mails: writeMails(`${small} small reports, mails`, path.join(folder, 'eml'), { reports: smallReports(small), gz }),
    big: writeGz(`1 report of ${big} records, .xml.gz`, path.join(folder, 'big'), [bigReport(big)]),
  }
}
