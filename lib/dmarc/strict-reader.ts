import { setImmediate } from 'node:timers/promises'

import { SaxesParser } from 'saxes'

import { RefusalError } from '../errors.ts'
import { notFeedback, notWellFormed, rootNotClosed, silent } from './damage.ts'
import type { RawElement } from './raw-element.ts'
import { TreeBuilder } from './tree-builder.ts'

/** Characters that saxes may buffer for one tag, text or comment before it tells us anything. */
const SILENT_CHARACTERS_MAX = 1024 * 1024
/** Without a null prototype saxes would "expand" &constructor; into the source of a function. */
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads well-formed XML: text in pieces -> the direct children of `feedback`, in batches, as soon as they are complete.
 * Memory does not grow with the document. Lets others run between two pieces.
 *
 * Throws RefusalError (empty, doctype-forbidden, field-too-long), or DamageError where the lenient reader should try.
 */
export async function* readStrict(pieces: AsyncIterable<string>): AsyncGenerator<RawElement[]> {
  const tree = new TreeBuilder()
  const heard = { anything: false }
  const parser = listen(tree, heard)
  let silentCharacters = 0
  let isEmpty = true
  for await (const piece of pieces) {
    heard.anything = false
    isEmpty &&= piece.trim() === ''
    parser.write(piece)
    silentCharacters = heard.anything ? 0 : silentCharacters + piece.length
    if (silentCharacters > SILENT_CHARACTERS_MAX) throw silent()
    const done = tree.take()
    if (done.length > 0) yield done
    await setImmediate()
  }
  if (isEmpty) throw new RefusalError('empty')
  if (!tree.rootClosed) throw rootNotClosed()
  parser.close()
}

function listen(tree: TreeBuilder, heard: { anything: boolean }): SaxesParser {
  // xmlns: false, because a prefix that was never declared (xsi:schemaLocation) is no reason to refuse; see
  // native-name.ts.
  const parser = new SaxesParser({ xmlns: false, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true })
  parser.ENTITIES = Object.assign(Object.create(null) as Record<string, string>, ENTITIES)
  // No handlers for comments and instructions: with two more V8 turns the parser into a dictionary and it is five times
  // slower.
  parser.on('error', (error) => {
    throw notWellFormed(error.message)
  })
  parser.on('doctype', () => {
    throw new RefusalError('doctype-forbidden')
  })
  parser.on('opentag', (tag) => {
    heard.anything = true
    tree.open(tag.name, tag.attributes['xmlns'])
    if (tree.rootName !== 'feedback') throw notFeedback()
  })
  parser.on('closetag', () => {
    heard.anything = true
    tree.close()
  })
  const text = (characters: string): void => {
    heard.anything = true
    tree.text(characters)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  return parser
}
