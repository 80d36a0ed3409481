import { setImmediate } from 'node:timers/promises'

import { RefusalError } from '../errors.ts'
import { localName } from './native-name.ts'
import { ReadingCost } from './reading-cost.ts'
import { escapeText, repairCharacters } from './repair-characters.ts'
import { NAME, SPACE } from './xml-name.ts'

/** No repair touches these: a wrong one would count wrongly or take one report for another. */
const PROTECTED = new Set(['domain', 'report_id', 'begin', 'end', 'count', 'source_ip'])

/** Text for people, and the names that gateways write as addresses: only here a raw < can be meant as a character. */
const PROSE = new Set([
  'org_name',
  'email',
  'extra_contact_info',
  'error',
  'generator',
  'comment',
  'human_result',
  'envelope_from',
  'envelope_to',
])

const EQUALS = `${SPACE}*=${SPACE}*`
const VALUE = `(?:"[^"<]*"|'[^'<]*')`
const ATTRIBUTE = new RegExp(`(${NAME})${EQUALS}(${VALUE})`, 'gu')
const OPEN_TAG = new RegExp(`<(${NAME})((?:${SPACE}+${NAME}${EQUALS}${VALUE})*)${SPACE}*(/?)>`, 'uy')
const CLOSE_TAG = new RegExp(`</(${NAME})${SPACE}*>`, 'uy')

/** How far it goes before it lets others run. */
const PAUSE_CHARACTERS = 64 * 1024

/**
 * Goes through a damaged document from its root on and writes it again as well-formed XML, with nothing in it but tags
 * and text: one direct child of the root at a time, so that only one has to be held. Tags must balance; what the closed
 * list of repairs does not explain is refused (malformed-xml, truncated), and what costs too much (field-too-long).
 * Unlike the strict reader it pays for extensions as well.
 */
export class DocumentRepair {
  readonly #text: string
  readonly #repairs: Set<string>
  readonly #cost = new ReadingCost()
  readonly #open: string[] = []
  #rootTags: [string, string] = ['<feedback>', '</feedback>']
  #out: string[] = []
  #at: number

  /** @param start where the root's opening tag stands in the text; @param repairs is told in words what was done. */
  constructor(text: string, start: number, repairs: Set<string>) {
    this.#text = text
    this.#at = start
    this.#repairs = repairs
  }

  /** Where it is in the input: behind the closing root once `children` has ended. */
  get position(): number {
    return this.#at
  }

  /**
   * Documents of one child each, the first one within the root's own tags; these may be long, so the others have plain
   * ones. Lets others run every 64 Ki characters.
   */
  async *children(): AsyncGenerator<string> {
    let pausedAt = this.#at
    do {
      this.#step()
      if (this.#open.length === 1 && this.#out.length > 0) {
        yield this.#rootTags.join(this.#out.join(''))
        this.#rootTags = ['<feedback>', '</feedback>']
        this.#out = []
      }
      if (this.#at - pausedAt < PAUSE_CHARACTERS) continue
      pausedAt = this.#at
      await setImmediate()
    } while (this.#open.length > 0)
  }

  #step(): void {
    if (this.#at >= this.#text.length) throw new RefusalError('truncated', 'The closing </feedback> is missing.')
    if (this.#text[this.#at] !== '<') return this.#takeText()
    if (this.#text.startsWith('<!--', this.#at)) this.#upTo('-->')
    else if (this.#text.startsWith('<?', this.#at)) this.#upTo('?>')
    else if (this.#text.startsWith('<![CDATA[', this.#at)) this.#takeCdata()
    else if (!this.#takeOpenTag() && !this.#takeCloseTag()) this.#takeRawBracket()
  }

  #takeCdata(): void {
    const text = this.#upTo(']]>').slice('<![CDATA['.length)
    this.#cost.spend(text.length)
    this.#put(escapeText(text))
  }

  /** Moves behind `mark` and returns what stood before it. */
  #upTo(mark: string): string {
    const end = this.#text.indexOf(mark, this.#at)
    if (end < 0) throw new RefusalError('truncated', 'The closing </feedback> is missing.')
    const passed = this.#text.slice(this.#at, end)
    this.#at = end + mark.length
    return passed
  }

  #takeOpenTag(): boolean {
    OPEN_TAG.lastIndex = this.#at
    const [tag, name = '', attributes = '', slash] = OPEN_TAG.exec(this.#text) ?? []
    if (tag === undefined) return false
    this.#at += tag.length
    this.#open.push(name)
    this.#charge(name)
    const namespace = namespaceOf(attributes)
    this.#cost.spend(namespace?.length ?? 0)
    const written = namespace === null ? `<${name}>` : `<${name} xmlns=${namespace}>`
    if (this.#open.length === 1) this.#rootTags = [written, `</${name}>`]
    this.#write(written)
    if (slash) this.#close()
    return true
  }

  #charge(name: string): void {
    this.#cost.checkDepth(this.#open.length)
    if (this.#open.length === 2) this.#cost.startChild(localName(name))
    this.#cost.spendElement(name)
  }

  #takeCloseTag(): boolean {
    CLOSE_TAG.lastIndex = this.#at
    const [tag, name = ''] = CLOSE_TAG.exec(this.#text) ?? []
    if (tag === undefined) return false
    const expected = this.#open.at(-1) ?? ''
    if (name !== expected)
      throw new RefusalError('malformed-xml', `The element ${shown(expected)} is closed by </${shown(name)}>.`)
    this.#at += tag.length
    this.#close()
    return true
  }

  #close(): void {
    this.#write(`</${this.#open.at(-1)}>`)
    this.#open.pop()
  }

  /**
   * Fixture uwaterloo.ca-raw-brackets.xml: `<email><></email>`. What looks like a tag is taken for one, and then has to
   * balance.
   */
  #takeRawBracket(): void {
    const field = this.#field()
    if (!PROSE.has(field)) throw new RefusalError('malformed-xml', `There is a stray < in ${shown(field) || 'it'}.`)
    this.#repairs.add('a raw < in text was read as text')
    this.#cost.spend('&lt;'.length)
    this.#write('&lt;')
    this.#at += 1
  }

  #takeText(): void {
    const next = this.#text.indexOf('<', this.#at)
    const text = this.#text.slice(this.#at, next < 0 ? this.#text.length : next)
    this.#at += text.length
    // Between the children of the root stands white space, as much as anybody likes.
    if (this.#open.length === 1 && text.trim() === '') return
    this.#cost.spend(text.length)
    // Fixture synthetic-report-id-unclosed.xml: `<report_id>202504210000000/report_id>`.
    const name = this.#open.at(-1) ?? ''
    const unclosed = localName(name) === 'report_id' && text.trimEnd().endsWith(`/${name}>`)
    this.#put(unclosed ? text.trimEnd().slice(0, -name.length - 2) : text)
    if (!unclosed) return
    this.#repairs.add('the closing tag of report_id got its missing <')
    this.#close()
  }

  #put(text: string): void {
    const field = this.#field()
    const repaired = repairCharacters(text, (repair) => {
      if (PROTECTED.has(field)) throw new RefusalError('malformed-xml', `The field ${field} is damaged.`)
      this.#repairs.add(repair)
    })
    this.#write(repaired)
  }

  /** What stands directly in the root is the root's tags and nothing that is read. */
  #write(xml: string): void {
    if (this.#open.length > 1) this.#out.push(xml)
  }

  #field(): string {
    return localName(this.#open.at(-1) ?? '')
  }
}

/** The element's own, in its quotes, and none that stands within a value (fixture synthetic-namespace-within-a-value.xml). */
function namespaceOf(attributes: string): string | null {
  for (const [, name, value] of attributes.matchAll(ATTRIBUTE)) if (name === 'xmlns') return value!
  return null
}

function shown(name: string): string {
  return name.slice(0, 40)
}
