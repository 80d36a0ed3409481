import { RefusalError } from '../errors.ts'
import { ContentHash } from './content-hash.ts'
import { verdictOf } from './evaluate.ts'
import { InconsistencyCount } from './inconsistency-count.ts'
import { capCount } from './message-count.ts'
import { type HeaderElements, normaliseHeader } from './normalise-header.ts'
import { normaliseRecord } from './normalise-record.ts'
import type { RawElement } from './raw-element.ts'
import type { ReadOptions, ReadResult } from './read-result.ts'
import { toRecordLine } from './record-lines.ts'
import type { ReportRecord } from './report.ts'
import { quote, WarningLog } from './warning-log.ts'

const HEADER_PLACES = { version: 'version', report_metadata: 'metadata', policy_published: 'policy' } as const

/**
 * A report while it is read: takes the raw children of the root in whatever order they come, keeps what must be kept,
 * and makes the report at the end. Records are forgotten when there are many.
 */
export class ReportDraft {
  readonly log = new WarningLog()
  readonly #options: ReadOptions
  readonly #elements: HeaderElements = { version: null, metadata: null, policy: null }
  readonly #hash = new ContentHash()
  readonly #inconsistencies = new InconsistencyCount()
  #records: ReportRecord[] | null = []
  #lines: string[] = []
  #recordCount = 0
  #messageCount = 0
  #passCount = 0

  constructor(options: ReadOptions) {
    this.#options = options
  }

  /** Takes one child of the root. Throws RefusalError when there are more records than allowed. */
  take(element: RawElement): void {
    if (element.name === 'record') return this.#takeRecord(element)
    const place = Object.hasOwn(HEADER_PLACES, element.name)
      ? HEADER_PLACES[element.name as keyof typeof HEADER_PLACES]
      : null
    if (!place) {
      const sentence = `The element ${quote(element.name)} in feedback is not part of a report and was ignored.`
      this.log.add('unknown-element', 'feedback', sentence)
    } else if (this.#elements[place]) {
      const sentence = `The element ${element.name} stands more than once in the report; the first one was read.`
      this.log.add('repeated-element', element.name, sentence)
    } else this.#elements[place] = element
  }

  /** Of a report with more records than are kept, those that were taken since the last call. */
  takeLines(): string {
    const lines = this.#lines.join('')
    this.#lines = []
    return lines
  }

  /** The report, once everything was taken. */
  finish(recovered: boolean): ReadResult {
    const { header, refusal } = normaliseHeader(this.#elements, this.#options.now, this.log)
    if (refusal) return { report: null, refusal }
    if (this.#recordCount === 0) this.log.add('no-records', '', 'The report holds no records.')
    this.#inconsistencies.warn(header.policy, this.log)
    const report = {
      header,
      records: this.#records,
      recordCount: this.#recordCount,
      messageCount: this.#messageCount,
      passCount: this.#passCount,
      contentHash: this.#hash.digest(header.policy),
      warnings: this.log.list(),
      recovered,
    }
    return { report, refusal: null }
  }

  #takeRecord(element: RawElement): void {
    const { recordsMax, keepRecordsMax } = this.#options
    if (this.#recordCount >= recordsMax)
      throw new RefusalError('too-many-records', `The report has more than ${recordsMax} records (LIMIT_RECORDS).`)
    const record = normaliseRecord(element, this.log)
    this.#recordCount += 1
    const line = toRecordLine(record)
    this.#hash.add(line)
    this.#inconsistencies.add(record)
    this.#addMessages(record.count)
    if (verdictOf(record) === 'pass') this.#passCount = capCount(this.#passCount + record.count).count
    if (this.#recordCount <= keepRecordsMax) return void this.#records?.push(record)
    if (this.#records) this.#lines = this.#records.map(toRecordLine)
    this.#records = null
    this.#lines.push(line)
  }

  #addMessages(count: number): void {
    const { count: sum, problem } = capCount(this.#messageCount + count)
    this.#messageCount = sum
    if (problem)
      this.log.add(
        'bad-count',
        'sum',
        'The messages of the records add up to more than can be counted; the sum was capped.',
      )
  }
}
