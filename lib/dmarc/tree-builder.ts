import { isForeign, localName, prefixOf } from './native-name.ts'
import type { RawElement } from './raw-element.ts'
import { ReadingCost } from './reading-cost.ts'

/**
 * Turns the events of either reader into one raw element per direct child of the root, and forgets each once it is
 * taken. Extensions (see native-name.ts) are skipped whole, so that nothing inside them can be taken for a field of the
 * report.
 * Throws a RefusalError when an element is nested too deeply or grows too long.
 */
export class TreeBuilder {
  #rootName: string | null = null
  #root: { prefix: string; namespace: string } = { prefix: '', namespace: '' }
  readonly #cost = new ReadingCost()
  readonly #path: RawElement[] = []
  #depth = 0
  /** The depth of the skipped element we are in, 0 outside of one. */
  #skippedFrom = 0
  #done: RawElement[] = []
  #rootClosed = false

  /** Local name of the root, null before it was met. */
  get rootName(): string | null {
    return this.#rootName
  }

  get rootClosed(): boolean {
    return this.#rootClosed
  }

  /** The elements completed since the last call. */
  take(): RawElement[] {
    const done = this.#done
    this.#done = []
    return done
  }

  open(name: string, namespace: string | undefined): void {
    this.#depth += 1
    this.#cost.checkDepth(this.#depth)
    if (this.#skippedFrom > 0) return
    if (this.#depth === 1) {
      this.#rootName = localName(name)
      this.#root = { prefix: prefixOf(name), namespace: namespace ?? '' }
      return
    }
    const parent = this.#path.at(-1)
    if (parent) parent.hasElements = true
    if (isForeign(name, namespace, this.#root)) {
      this.#skippedFrom = this.#depth
      return
    }
    const element: RawElement = { name: localName(name), text: '', children: [], hasElements: false }
    if (!parent) this.#cost.startChild(element.name)
    this.#path.push(element)
    this.#cost.spendElement(element.name)
    parent?.children.push(element)
  }

  text(text: string): void {
    const element = this.#path.at(-1)
    if (!element || this.#skippedFrom > 0) return
    this.#cost.spend(text.length)
    element.text += text
  }

  close(): void {
    this.#depth -= 1
    if (this.#depth === 0) this.#rootClosed = true
    if (this.#skippedFrom > 0) {
      if (this.#depth < this.#skippedFrom) this.#skippedFrom = 0
      return
    }
    const element = this.#path.pop()
    if (element && this.#path.length === 0) this.#done.push(element)
  }
}
