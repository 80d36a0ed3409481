import { RefusalError } from '../errors.ts'
import { localName } from './native-name.ts'
import { escapeText, repairCharacters } from './repair-characters.ts'
import { DEPTH_MAX, tooDeep } from './tree-builder.ts'

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

const NAME = String.raw`[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?`
const ATTRIBUTES = String.raw`((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)`
const OPEN_TAG = new RegExp(String.raw`<(${NAME})${ATTRIBUTES}\s*(/?)>`, 'y')
const CLOSE_TAG = new RegExp(String.raw`</(${NAME})\s*>`, 'y')
const NAMESPACE = /\sxmlns\s*=\s*("[^"]*"|'[^']*')/

/**
 * Goes through a damaged document from its root on and writes it again as well-formed XML, with nothing in it but tags
 * and text. Tags must balance; what the closed list of repairs does not explain is refused (malformed-xml, truncated).
 * `end` is where the closing root ended in the input.
 */
export class DocumentRepair {
  readonly repairs = new Set<string>()
  readonly #text: string
  readonly #out: string[] = []
  readonly #open: string[] = []
  #at: number

  /** @param start where the root's opening tag stands in the text. */
  constructor(text: string, start: number) {
    this.#text = text
    this.#at = start
  }

  run(): { text: string; end: number } {
    do this.#step()
    while (this.#open.length > 0)
    return { text: this.#out.join(''), end: this.#at }
  }

  #step(): void {
    if (this.#at >= this.#text.length) throw new RefusalError('truncated', 'The closing </feedback> is missing.')
    if (this.#text[this.#at] !== '<') return this.#takeText()
    if (this.#text.startsWith('<!--', this.#at)) this.#upTo('-->')
    else if (this.#text.startsWith('<?', this.#at)) this.#upTo('?>')
    else if (this.#text.startsWith('<![CDATA[', this.#at)) this.#put(escapeText(this.#upTo(']]>').slice(9)))
    else if (!this.#takeOpenTag() && !this.#takeCloseTag()) this.#takeRawBracket()
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
    const namespace = NAMESPACE.exec(attributes)?.[1]
    this.#out.push(namespace === undefined ? `<${name}>` : `<${name} xmlns=${namespace}>`)
    if (slash) this.#out.push(`</${name}>`)
    else this.#open.push(name)
    if (this.#open.length > DEPTH_MAX) throw tooDeep()
    return true
  }

  #takeCloseTag(): boolean {
    CLOSE_TAG.lastIndex = this.#at
    const [tag, name] = CLOSE_TAG.exec(this.#text) ?? []
    if (tag === undefined) return false
    const expected = this.#open.pop()
    if (name !== expected)
      throw new RefusalError('malformed-xml', `The element ${expected} is closed by </${name?.slice(0, 40)}>.`)
    this.#at += tag.length
    this.#out.push(`</${name}>`)
    return true
  }

  /**
   * Fixture uwaterloo.ca-raw-brackets.xml: `<email><></email>`. What looks like a tag is taken for one, and then has to
   * balance.
   */
  #takeRawBracket(): void {
    const field = this.#field()
    if (!PROSE.has(field)) throw new RefusalError('malformed-xml', `There is a stray < in ${field || 'it'}.`)
    this.repairs.add('a raw < in text was read as text')
    this.#out.push('&lt;')
    this.#at += 1
  }

  #takeText(): void {
    const next = this.#text.indexOf('<', this.#at)
    const text = this.#text.slice(this.#at, next < 0 ? this.#text.length : next)
    this.#at += text.length
    // Fixture synthetic-report-id-unclosed.xml: `<report_id>202504210000000/report_id>`.
    const name = this.#open.at(-1) ?? ''
    const unclosed = localName(name) === 'report_id' && text.trimEnd().endsWith(`/${name}>`)
    this.#put(unclosed ? text.trimEnd().slice(0, -name.length - 2) : text)
    if (!unclosed) return
    this.repairs.add('the closing tag of report_id got its missing <')
    this.#out.push(`</${name}>`)
    this.#open.pop()
  }

  #put(text: string): void {
    const field = this.#field()
    const repaired = repairCharacters(text, (repair) => {
      if (PROTECTED.has(field)) throw new RefusalError('malformed-xml', `The field ${field} is damaged.`)
      this.repairs.add(repair)
    })
    this.#out.push(repaired)
  }

  #field(): string {
    return localName(this.#open.at(-1) ?? '')
  }
}
