/**
 * The closed list of refusals: why a submission or a document was not stored, in words that tell the user what to do.
 * docs/refusal-codes.md is written from this list (`npm run check` compares them).
 */

const REFUSALS = {
  empty: 'The file is empty. Download the report again from the mail it came in, or ask the reporter to send it again.',
  'not-a-report':
    'This is neither a DMARC aggregate report nor a bounce or mail log. Upload the XML of a report, its .gz or .zip, or the whole mail (.eml) that brought it; a bounce as .eml; or a log of Postfix, Exim or Haraka.',
  'not-read-yet':
    'Signet recognized this but cannot read it yet. It is kept, and will be read once a version of Signet can.',
  placeholder:
    'The reporter sent the word "unused" where the report should be. There is nothing to read; wait for the reporter’s next report.',
  'malformed-xml':
    'The XML is damaged in a way that could change its meaning, so nothing of it was stored. Ask the reporter to send it again.',
  'doctype-forbidden':
    'The XML has a DOCTYPE, which no DMARC report needs and which can be used for attacks. Remove that line if you trust the file.',
  truncated:
    'The file ends too early: part of it is missing. Download it again; if it stays so, ask the reporter to send it again.',
  'damaged-archive': 'The archive is damaged and cannot be unpacked. Download it again from the mail it came in.',
  'encrypted-archive': 'The archive is protected by a password. Unpack it yourself and upload the XML inside.',
  'unsupported-archive': 'Signet opens .gz and .zip archives. Unpack this one yourself and upload the XML inside.',
  'outlook-msg':
    'This is an Outlook .msg file. In Outlook choose File, Save as, and save the mail as .eml (or save its attachment), then upload that.',
  'too-large': 'This is larger than Signet accepts. Split it, or raise the limit named here if you trust the file.',
  'ratio-exceeded':
    'The archive unpacks to far more than its size explains, as an archive bomb does. Unpack it yourself and upload the XML if you trust it.',
  'too-many-entries': 'The file holds more documents than Signet opens at once. Split it into several uploads.',
  'too-deep': 'Archives or mails are nested too deeply here. Unpack the outer ones yourself and upload what is inside.',
  'too-many-records':
    'The report has more records than Signet accepts in one report. Raise LIMIT_RECORDS if you trust the file.',
  'field-too-long': 'One field or record of the report is far longer than any reporter writes, so it was not read.',
  'missing-field': 'A field that a report needs is missing or unreadable. Ask the reporter to send it again.',
  'implausible-dates':
    'The dates of the report cannot be right: it ends before it begins, or begins in the future. Ask the reporter to send it again.',
  'set-aside':
    'Signet failed while it read this, several times. It is kept; see the log of the worker, and report the fault to the makers of Signet.',
  'not-opened':
    'The bytes are sealed, because they name people, and the SECRET_KEY that Signet has now does not open them. Give it back the one of then, and have this read again.',
  'unknown-domain':
    'This report is about a domain that your organization does not have. If it is yours, say so and the report is stored; otherwise delete it.',
  'not-genuine':
    'The mail claims to bring a report of an operator that signs all of its mail, and this one does not bear it out. Accept it if you know how it came about; otherwise delete it.',
  'nothing-delivered':
    'This looks like a bounce, a complaint or a mail log, but tells nothing that Signet could read of what became of your messages. If it should, report the fault to the makers of Signet with such a line.',
  'test-report':
    'This is the test that Signet sent to its own ingest address. It arrived and could be read; nothing of it is counted.',
  deleted: 'You deleted this report from Signet. Hand it in again if you want it back.',
} as const

export type RefusalCode = keyof typeof REFUSALS

/** All refusal codes, in the order of the list. */
export const REFUSAL_CODES = Object.keys(REFUSALS) as RefusalCode[]

/** Why something was not stored. `message` is a sentence for the user: what was wrong (`detail`) and what to do. */
export type Refusal = { code: RefusalCode; message: string }

/** Builds a refusal; `detail` is a short sentence of its own that says what exactly was found. */
export function refuse(code: RefusalCode, detail?: string): Refusal {
  return { code, message: detail ? `${detail} ${REFUSALS[code]}` : REFUSALS[code] }
}

/** The general sentence of a code, without any detail. */
export function refusalSentence(code: RefusalCode): string {
  return REFUSALS[code]
}

/** Carries a refusal out of a stream, where a value cannot be returned; whoever opened the stream turns it back into a value. */
export class RefusalError extends Error {
  readonly refusal: Refusal

  constructor(code: RefusalCode, detail?: string) {
    const refusal = refuse(code, detail)
    super(refusal.message)
    this.name = 'RefusalError'
    this.refusal = refusal
  }
}
