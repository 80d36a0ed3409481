import pLimit from 'p-limit'

import { DamageError } from './damage.ts'
import { decodeText } from './decode-text.ts'
import { readLenient } from './lenient-reader.ts'
import type { RawElement } from './raw-element.ts'
import type { ReportBytes } from './read-result.ts'
import { readStrict } from './strict-reader.ts'

/** Text beyond this is not repaired: the lenient reader holds all of it in memory. */
const LENIENT_CHARACTERS_MAX = 16 * 1024 * 1024
/** One at a time in this process, for the same reason. */
const lenientTurns = pLimit(1)

/**
 * What was odd about the bytes and the XML; complete when the reading is. `repairs` is null unless the lenient reader
 * was needed.
 */
export type ElementNotes = { encoding: Set<string>; repairs: string[] | null }

/**
 * The direct children of `feedback`, in batches. Damage is met after good elements were handed out already; no repair
 * touches what was well-formed, so the lenient reader goes on behind those. Only one document at a time is read
 * leniently: whoever reads one must read it to its end or leave the loop, and wait for no other meanwhile.
 * Throws RefusalError.
 */
export async function* readElements(bytes: ReportBytes, notes: ElementNotes): AsyncGenerator<RawElement[]> {
  let handedOut = 0
  let damage: DamageError
  try {
    for await (const elements of readStrict(decodeText(bytes.read(), notes.encoding))) {
      handedOut += elements.length
      yield elements
    }
    return
  } catch (error) {
    if (!(error instanceof DamageError)) throw error
    damage = error
  }
  const endTurn = await takeTurn()
  try {
    const text = await collectText(decodeText(bytes.read(), notes.encoding), damage)
    const repairs = new Set<string>()
    let ahead = handedOut
    for await (const elements of readLenient(text, repairs)) {
      const rest = elements.slice(ahead)
      ahead = Math.max(0, ahead - elements.length)
      if (rest.length > 0) yield rest
    }
    if (repairs.size === 0) throw damage.toRefusalOfWhole()
    notes.repairs = [...repairs]
  } finally {
    endTurn()
  }
}

function takeTurn(): Promise<() => void> {
  return new Promise((take) => {
    void lenientTurns(() => new Promise<void>((endTurn) => take(endTurn)))
  })
}

async function collectText(pieces: AsyncIterable<string>, damage: DamageError): Promise<string> {
  const collected: string[] = []
  let characters = 0
  for await (const piece of pieces) {
    characters += piece.length
    if (characters > LENIENT_CHARACTERS_MAX) throw damage.toRefusal()
    collected.push(piece)
  }
  return collected.join('')
}
