import { ELEMENTS, TOKENS } from './dictionary.ts'
import type { Random } from './random.ts'

/** A text cut at its tags, which are every second piece. */
type Pieces = string[]
type Mutation = (pieces: Pieces, random: Random) => void

/** Copies of one element at most: more than the records, signatures and depth that a case allows. */
const COPIES_MAX = 120

/** Changes the elements, tags and texts of a document, as reporters and attackers do. */
export function mutateXml(xml: string, random: Random): string {
  const pieces = xml.split(/(<[^<>]*>)/)
  if (pieces.length < 3) return xml + random.pick(TOKENS)
  random.pick(MUTATIONS)(pieces, random)
  return pieces.join('')
}

const MUTATIONS: readonly Mutation[] = [
  duplicate,
  duplicate,
  drop,
  dropTag,
  swap,
  nest,
  nestDeeply,
  rename,
  renameOneTag,
  addAttribute,
  setText,
  setText,
  setText,
  addToText,
  wrapInCdata,
  stretchText,
  addBefore,
  emptyElement,
]

function duplicate(pieces: Pieces, random: Random): void {
  const { start, end } = anElement(pieces, random)
  const copies = random.oneIn(24) ? COPIES_MAX : 1 + random.below(3)
  const element = pieces.slice(start, end + 1).join('')
  pieces.splice(end + 1, 0, element.repeat(copies), '')
}

function drop(pieces: Pieces, random: Random): void {
  const { start, end } = anElement(pieces, random)
  pieces.fill('', start, end + 1)
}

function dropTag(pieces: Pieces, random: Random): void {
  pieces[aTag(pieces, random)] = ''
}

function swap(pieces: Pieces, random: Random): void {
  const one = anElement(pieces, random)
  const other = anElement(pieces, random)
  const [first, last] = one.start < other.start ? [one, other] : [other, one]
  if (first.end >= last.start) return
  const moved = pieces.splice(last.start, last.end - last.start + 1)
  const replaced = pieces.splice(first.start, first.end - first.start + 1, ...moved)
  pieces.splice(last.start + moved.length - replaced.length, 0, ...replaced)
}

/** Puts one element into another. */
function nest(pieces: Pieces, random: Random): void {
  const { start, end } = anElement(pieces, random)
  const element = pieces.slice(start, end + 1).join('')
  pieces[aTag(pieces, random)] += element
}

function nestDeeply(pieces: Pieces, random: Random): void {
  const { start, end } = anElement(pieces, random)
  const name = random.pick(ELEMENTS)
  const depth = 1 + random.below(random.oneIn(8) ? 40 : 4)
  pieces[start] = `<${name}>`.repeat(depth) + pieces[start]
  pieces[end] += `</${name}>`.repeat(random.oneIn(8) ? depth - 1 : depth)
}

function rename(pieces: Pieces, random: Random): void {
  const { start, end } = anElement(pieces, random)
  const name = random.pick(ELEMENTS)
  for (const at of new Set([start, end])) pieces[at] = pieces[at]!.replace(/^(<\/?)[^\s/>]*/, `$1${name}`)
}

function renameOneTag(pieces: Pieces, random: Random): void {
  const at = aTag(pieces, random)
  const name = random.oneIn(2) ? random.pick(ELEMENTS) : `${random.pick(['d', 'ns1', 'x', ''])}:record`
  pieces[at] = pieces[at]!.replace(/^(<\/?)[^\s/>]*/, `$1${name}`)
}

function addAttribute(pieces: Pieces, random: Random): void {
  const at = aTag(pieces, random)
  const name = random.pick(['xmlns', 'xmlns:d', 'xmlns:xsi', 'xsi:schemaLocation', 'a', '__proto__', 'xml:space'])
  const value = random.pick([
    '',
    'urn:x',
    'http://dmarc.org/dmarc-xml/0.1',
    'urn:ietf:params:xml:ns:dmarc-2.0',
    '&amp;',
    '<',
    '&a;',
    ' xmlns="urn:x"',
    " xmlns='urn:x'",
  ])
  const quote = random.pick(['"', "'", ''])
  pieces[at] = pieces[at]!.replace(/(\/?>)$/, ` ${name}=${quote}${value}${quote}$1`)
}

function setText(pieces: Pieces, random: Random): void {
  pieces[aText(pieces, random)] = random.pick(TOKENS)
}

function addToText(pieces: Pieces, random: Random): void {
  const at = aText(pieces, random)
  const text = pieces[at]!
  const place = random.below(text.length + 1)
  pieces[at] = text.slice(0, place) + random.pick(TOKENS) + text.slice(place)
}

function wrapInCdata(pieces: Pieces, random: Random): void {
  const at = random.below(pieces.length)
  pieces[at] = `<![CDATA[${pieces[at]}${random.oneIn(8) ? '' : ']]>'}`
}

function stretchText(pieces: Pieces, random: Random): void {
  const at = aText(pieces, random)
  const length = random.pick([200, 254, 256, 999, 2_001, 70_000])
  const filling = random.pick([
    'a',
    '9',
    '.',
    ' ',
    '\u00e9',
    '\u{1f4e7}',
    'a.',
    '&amp;',
    '&',
    ']]>',
    '<',
    '\ufeff',
    ' a=',
  ])
  pieces[at] += filling.repeat(Math.ceil(length / filling.length))
}

function addBefore(pieces: Pieces, random: Random): void {
  const at = random.oneIn(2) ? 0 : aTag(pieces, random)
  pieces[at] = random.pick(TOKENS) + pieces[at]
}

function emptyElement(pieces: Pieces, random: Random): void {
  const { start, end } = anElement(pieces, random)
  pieces.fill('', start + 1, end)
}

function aTag(pieces: Pieces, random: Random): number {
  return 1 + 2 * random.below((pieces.length - 1) / 2)
}

function aText(pieces: Pieces, random: Random): number {
  return 2 * random.below((pieces.length + 1) / 2)
}

/** The first and last tag of an element; the same one where it has no end. */
function anElement(pieces: Pieces, random: Random): { start: number; end: number } {
  let start = aTag(pieces, random)
  for (let tries = 8; tries > 0 && !isOpening(pieces[start]!); tries--) start = aTag(pieces, random)
  if (!isOpening(pieces[start]!)) return { start, end: start }
  let depth = 0
  for (let at = start; at < pieces.length; at += 2) {
    if (isOpening(pieces[at]!)) depth += 1
    else if (pieces[at]!.startsWith('</')) depth -= 1
    if (depth === 0) return { start, end: at }
  }
  return { start, end: start }
}

function isOpening(tag: string): boolean {
  return /^<[^/?!].*[^/]>$|^<[^/?!]>$/s.test(tag)
}
