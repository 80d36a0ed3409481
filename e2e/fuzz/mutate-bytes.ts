import { MAGICS, NUMBERS, TOKENS } from './dictionary.ts'
import type { Random } from './random.ts'

type Mutation = (bytes: Buffer, random: Random) => Buffer

/** Bytes that one mutation may add at most. Quadratic work shows at this size, and the others stay fast. */
const REPEATED_MAX = 64 * 1024

/** Changes bytes of any kind, knowing nothing of them; `other` lends a stretch for a splice. */
export function mutateBytes(bytes: Buffer, other: Buffer, random: Random): Buffer {
  if (random.oneIn(8)) return splice(bytes, other, random)
  return random.pick(MUTATIONS)(bytes, random)
}

const MUTATIONS: readonly Mutation[] = [
  flip,
  flip,
  overwrite,
  cut,
  remove,
  repeat,
  move,
  insertToken,
  insertToken,
  insertMagic,
  putNumber,
]

function flip(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes)
  for (let times = 1 + random.below(4); times > 0 && copy.length > 0; times--)
    copy[random.below(copy.length)]! ^= 1 << random.below(8)
  return copy
}

function overwrite(bytes: Buffer, random: Random): Buffer {
  const { start, end } = random.stretch(bytes.length)
  const copy = Buffer.from(bytes)
  const value = random.pick([0, 0xff, 0x20, random.below(256)])
  return copy.fill(value, start, end)
}

function cut(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1)
  return random.oneIn(4) ? bytes.subarray(at) : bytes.subarray(0, at)
}

function remove(bytes: Buffer, random: Random): Buffer {
  const { start, end } = random.stretch(bytes.length)
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)])
}

function repeat(bytes: Buffer, random: Random): Buffer {
  const { start, end } = random.stretch(bytes.length)
  const length = Math.max(1, end - start)
  const times = random.oneIn(16) ? Math.floor(REPEATED_MAX / length) : random.below(8)
  return Buffer.concat([
    bytes.subarray(0, end),
    ...Array.from({ length: Math.min(times, REPEATED_MAX / length) }, () => bytes.subarray(start, end)),
    bytes.subarray(end),
  ])
}

function move(bytes: Buffer, random: Random): Buffer {
  const { start, end } = random.stretch(bytes.length)
  return insert(remove(bytes, random), bytes.subarray(start, end), random)
}

function splice(bytes: Buffer, other: Buffer, random: Random): Buffer {
  const { start, end } = random.stretch(other.length)
  if (random.oneIn(2)) return insert(bytes, other.subarray(start, end), random)
  return Buffer.concat([bytes.subarray(0, random.below(bytes.length + 1)), other.subarray(start)])
}

function insertToken(bytes: Buffer, random: Random): Buffer {
  const token = random.pick(TOKENS)
  const times = random.oneIn(64) ? Math.floor(REPEATED_MAX / token.length / 2) : 1
  return insert(bytes, Buffer.from(token.repeat(times)), random)
}

function insertMagic(bytes: Buffer, random: Random): Buffer {
  const magic = random.pick(MAGICS)
  return random.oneIn(2) ? Buffer.concat([magic, bytes]) : insert(bytes, magic, random)
}

function putNumber(bytes: Buffer, random: Random): Buffer {
  const number = Buffer.alloc(4)
  number.writeUInt32LE(random.pick(NUMBERS))
  const copy = Buffer.from(bytes)
  number.copy(copy, random.below(copy.length), 0, random.pick([1, 2, 4]))
  return copy
}

function insert(bytes: Buffer, inserted: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)])
}
