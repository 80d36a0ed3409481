import { explainDisposition } from './explain-disposition.ts'
import { explainDkim } from './explain-dkim.ts'
import { explainNext } from './explain-next.ts'
import { explainOverride } from './explain-override.ts'
import { explainSpf } from './explain-spf.ts'
import { explainVerdict } from './explain-verdict.ts'
import type { ExplainedRecord, ExplainedTopic, Explanation, QuotedPolicy } from './explanation.ts'

/** A record in words: at most ten short texts, in the order of their topics. */
export function explainRecord(record: ExplainedRecord, policy: QuotedPolicy): Explanation {
  return [
    ...about('verdict', explainVerdict(record, policy)),
    ...about('dkim', ...explainDkim(record, policy)),
    ...about('spf', ...explainSpf(record, policy)),
    ...about('disposition', explainDisposition(record, policy)),
    ...about('override', explainOverride(record)),
    ...about('next', explainNext(record, policy)),
  ]
}

function about(topic: ExplainedTopic, ...texts: (string | null)[]): Explanation {
  return texts.filter((text) => text !== null).map((text) => ({ topic, text }))
}
