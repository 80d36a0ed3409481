/** SQL: what a deleted document says no more, beside its code and message. */
export const DOCUMENT_FORGOTTEN = `status = 'rejected', name = null, "reportId" = null, reporter = null, domain = null, begin = null,
  "end" = null, records = null, messages = null, bounces = null, deliveries = null, complaints = null, warnings = '[]', authenticity = null, "authenticityReason" = null, "receiverId" = null`

/** SQL: what a submission says no more when its bytes are removed because what was in it is deleted. */
export const SUBMISSION_FORGOTTEN = `filename = null, "envelopeFrom" = null, peer = null, helo = null, "mailCheck" = null,
  "bytesRemovedAt" = coalesce("bytesRemovedAt", now())`
