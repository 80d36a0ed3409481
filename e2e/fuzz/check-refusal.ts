import assert from 'node:assert/strict'

import { type Refusal, type RefusalCode, REFUSAL_CODES } from '#lib/errors.ts'

/** Nobody reads a longer sentence, and input must not flow into the ledger through one. */
export const SENTENCE_MAX = 1_000

export function checkRefusal({ code, message }: Refusal, codes: readonly RefusalCode[] = REFUSAL_CODES): void {
  assert.ok(codes.includes(code), `${code} is not a code of the list`)
  assert.ok(message !== '' && message.length <= SENTENCE_MAX, `a sentence of ${message.length} characters`)
}
