import { isConsistent } from './evaluate.ts'
import type { AlignmentMode, PublishedPolicy, ReportRecord } from './report.ts'
import type { WarningLog } from './warning-log.ts'

const MODES: readonly AlignmentMode[] = ['relaxed', 'strict']

/**
 * Counts the records whose raw results contradict their verdict. The policy, which says how strict alignment is, may
 * stand after the records, so each record is counted under all four combinations and the right number is picked at the
 * end.
 */
export class InconsistencyCount {
  readonly #counts = new Map<string, number>()

  add(record: ReportRecord): void {
    // A record without header_from is compared with the policy domain, which is not known yet: give it the benefit of
    // the doubt.
    if (record.headerFrom === null) return
    if (!this.#isSuspicious(record)) return
    for (const adkim of MODES)
      for (const aspf of MODES)
        if (!isConsistent(record, { domain: record.headerFrom, adkim, aspf }))
          this.#counts.set(`${adkim} ${aspf}`, (this.#counts.get(`${adkim} ${aspf}`) ?? 0) + 1)
  }

  warn(policy: PublishedPolicy, log: WarningLog): void {
    const count = this.#counts.get(`${policy.adkim ?? 'relaxed'} ${policy.aspf ?? 'relaxed'}`) ?? 0
    if (count === 0) return
    const claim =
      count === 1 ? 'One record claims a DMARC result that its' : `${count} records claim DMARC results that their`
    log.add('inconsistent', '', `${claim} own raw results contradict; the claim was kept.`)
  }

  /**
   * Spares the usual record the four comparisons: identical domains, or none that passed, mean the same in every mode.
   */
  #isSuspicious(record: ReportRecord): boolean {
    const entries = [...record.dkimAuth, ...record.spfAuth].filter((entry) => entry.result === 'pass')
    if (entries.some((entry) => entry.domain !== record.headerFrom)) return true
    return !isConsistent(record, { domain: record.headerFrom ?? '', adkim: 'strict', aspf: 'strict' })
  }
}
