import { encodeXml } from './encode-xml.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { mutateContainer } from './mutate-container.ts'
import { mutateXml } from './mutate-xml.ts'
import { Random } from './random.ts'
import { REPORTS } from './report-seeds.ts'
import { SUBMISSIONS } from './submission-seeds.ts'
import { wrap } from './wrap.ts'

/**
 * One try. A `document` goes to the readers, a `submission` to the unpacker and then to the readers; `whole` is what
 * bytes that were cut off anywhere are the beginning of.
 */
export type Case = { target: 'document' | 'submission'; bytes: Buffer; whole: Buffer | null }

/** Longer cases are cut here, so that a hundred thousand of them take minutes. */
const BYTES_MAX = 192 * 1024

/** The case of this number; the same seed and number make the same bytes, always. */
export async function makeCase(seed: number, number: number): Promise<Case> {
  const random = new Random(seed, number)
  const isDocument = random.oneIn(2)
  const target = isDocument ? 'document' : 'submission'
  if (random.oneIn(8)) {
    const whole = isDocument ? random.pick(REPORTS) : await aSubmission(random)
    return { target, bytes: whole.subarray(0, random.below(whole.length)), whole }
  }
  const bytes = isDocument ? mutatedDocument(random) : await mutatedSubmission(random)
  return { target, bytes: bytes.subarray(0, BYTES_MAX), whole: null }
}

function mutatedDocument(random: Random): Buffer {
  let xml = random.pick(REPORTS).toString()
  for (let times = random.below(4); times > 0; times--) xml = mutateXml(xml, random)
  const bytes = encodeXml(xml, random)
  return random.oneIn(3) ? mutateSome(bytes, random) : bytes
}

async function aSubmission(random: Random): Promise<Buffer> {
  return random.oneIn(2) ? random.pick(SUBMISSIONS) : wrap(random.pick(REPORTS), random)
}

async function mutatedSubmission(random: Random): Promise<Buffer> {
  let bytes = random.oneIn(2) ? random.pick(SUBMISSIONS) : await wrap(mutatedDocument(random), random)
  for (let times = random.below(4); times > 0; times--) bytes = mutateContainer(bytes, random)
  if (random.oneIn(3)) bytes = mutateSome(bytes, random)
  while (random.oneIn(4) && bytes.length < BYTES_MAX) bytes = await wrap(bytes, random)
  return random.oneIn(4) ? mutateContainer(bytes, random) : bytes
}

function mutateSome(bytes: Buffer, random: Random): Buffer {
  let mutated = bytes
  for (let times = 1 + random.below(4); times > 0; times--) {
    const other = random.oneIn(2) ? random.pick(REPORTS) : random.pick(SUBMISSIONS)
    mutated = mutateBytes(mutated, other, random)
  }
  return mutated
}
