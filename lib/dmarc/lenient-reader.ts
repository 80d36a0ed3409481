import { XMLParser } from 'fast-xml-parser'

import { RefusalError } from '../errors.ts'
import type { RawElement } from './raw-element.ts'
import { decodeEntities } from './repair-characters.ts'
import { DocumentRepair } from './repair-document.ts'
import { TreeBuilder } from './tree-builder.ts'
import { NC_NAME, SPACE } from './xml-name.ts'

const DECLARATION =
  /^<\?xml\s+version\s*=\s*(["'])1\.\d+\1(\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\3)?(\s+standalone\s*=\s*(["'])(yes|no)\5)?\s*\?>/
const ROOT_END = new RegExp(`</(?:${NC_NAME}:)?feedback${SPACE}*>`, 'u')
const ROOT = new RegExp(`<(?:${NC_NAME}:)?feedback(?:${SPACE}|[/>])`, 'u')
const ROOT_OR_COMMENT = new RegExp(`${ROOT.source}|<!--|<[?]`, 'gu')

/**
 * Reads a report whose XML is damaged in a way that leaves no doubt (the closed list is in repair-document.ts and
 * below), and refuses any other. Gives the direct children of the root, one by one, and holds little more than one of
 * them beside the text. `repairs` is told in words what was done; when it is empty at the end, nothing of the list was
 * found, and whatever the strict reader minded stands.
 * Throws RefusalError: not-a-report, placeholder, doctype-forbidden, truncated, malformed-xml, field-too-long.
 */
export async function* readLenient(text: string, repairs: Set<string>): AsyncGenerator<RawElement[]> {
  // Yahoo and AOL sent the word for some weeks of 2023.
  if (text.trim() === 'unused') throw new RefusalError('placeholder')
  const start = findRoot(text)
  if (start === null) throw new RefusalError('not-a-report')
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new RefusalError('doctype-forbidden')
  // A text cut off within a tag would otherwise be called malformed.
  if (!ROOT_END.test(text)) throw new RefusalError('truncated', 'The closing </feedback> is missing.')
  const repairBefore = describeStart(text.slice(0, start))
  if (repairBefore) repairs.add(repairBefore)
  const repair = new DocumentRepair(text, start, repairs)
  const tree = new TreeBuilder()
  for await (const document of repair.children()) {
    takeChild(parse(document), tree)
    const done = tree.take()
    if (done.length > 0) yield done
  }
  const rest = text.slice(repair.position)
  if (ROOT.test(rest)) throw new RefusalError('malformed-xml', 'It holds more than one report.')
  if (!isMisc(rest)) repairs.add('what followed the closing root was cut off')
}

/**
 * Where the root begins, as the strict reader sees it: not in a comment or instruction (fixture
 * any-damaged-with-root-in-comment.xml). One that has no end is none, and neither is one that ends behind every root.
 */
function findRoot(text: string): number | null {
  ROOT_OR_COMMENT.lastIndex = 0
  for (let match = ROOT_OR_COMMENT.exec(text); match; match = ROOT_OR_COMMENT.exec(text)) {
    const [mark] = match
    if (mark !== '<!--' && mark !== '<?') return match.index
    const end = text.indexOf(mark === '<?' ? '?>' : '-->', ROOT_OR_COMMENT.lastIndex)
    if (end < 0) break
    ROOT_OR_COMMENT.lastIndex = end
  }
  const first = text.search(ROOT)
  return first < 0 ? null : first
}

/** What stood before the root and was cut off; null when nothing was wrong with it. */
function describeStart(before: string): string | null {
  if (/<(?:\w+:)?schema[\s>]/.test(before)) return 'an unclosed schema element before the report was cut off'
  if (/^<\?xml[^<>]*\?>\s*"\s*$/.test(before)) return 'a stray quote after the XML declaration was cut off'
  if (/^\s+<\?xml/.test(before)) return 'white space before the XML declaration was cut off'
  return isMisc(before.replace(DECLARATION, '')) ? null : 'text before the report was cut off'
}

/**
 * Whether there is nothing but white space and good comments. A loop, because an expression would backtrack for ever.
 */
function isMisc(text: string): boolean {
  let at = 0
  while (at < text.length) {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('--', at + 4)
      if (end < 0 || text[end + 2] !== '>') return false
      at = end + 3
    } else if (/\s/.test(text[at] ?? '')) at += 1
    else return false
  }
  return true
}

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
})

type OrderedNode = Record<string, unknown> & { ':@'?: { xmlns?: string } }

/** @param root with one child in it; it is opened once for all of them. */
function takeChild(root: OrderedNode, tree: TreeBuilder): void {
  const name = nameOf(root)
  if (tree.rootName === null) tree.open(name, root[':@']?.xmlns)
  for (const child of (root[name] ?? []) as OrderedNode[]) walk(child, tree)
}

function parse(text: string): OrderedNode {
  try {
    return (PARSER.parse(text) as OrderedNode[])[0] ?? {}
  } catch {
    // Its own guards: elements called __proto__ or constructor, more of one thing than it likes.
    throw new RefusalError('malformed-xml', 'It holds names that no report has.')
  }
}

/** Depth is bounded by DocumentRepair, so recursion is safe. */
function walk(node: OrderedNode, tree: TreeBuilder): void {
  if (typeof node['#text'] === 'string') return tree.text(decodeEntities(node['#text']))
  const name = nameOf(node)
  tree.open(name, node[':@']?.xmlns)
  for (const child of (node[name] ?? []) as OrderedNode[]) walk(child, tree)
  tree.close()
}

function nameOf(node: OrderedNode): string {
  return Object.keys(node).find((key) => key !== ':@') ?? ''
}
