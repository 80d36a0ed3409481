/** How much is measured, and how often. */
export type Size = {
  smallReports: number
  /** Records of the one big report. */
  bigRecords: number
  /** Lines of the mail log. */
  logLines: number
  /** Records behind the pages. */
  yearRecords: number
  readRuns: number
  ingestRuns: number
  /** Calls of each page. */
  calls: number
  lighthouseRuns: number
}

export const FULL_SIZE: Size = {
  smallReports: 2_000,
  bigRecords: 50_000,
  logLines: 1_000_000,
  yearRecords: 1_000_000,
  readRuns: 5,
  ingestRuns: 3,
  calls: 20,
  lighthouseRuns: 3,
}
