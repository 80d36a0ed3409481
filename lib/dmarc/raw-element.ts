/**
 * An element as it stands in the document, before anything is made of it. `name` is the local name, without a prefix.
 */
export type RawElement = {
  name: string
  /** The character data directly inside, joined; entities are decoded. */
  text: string
  children: RawElement[]
  /** Whether any element stands inside, also one that was skipped. */
  hasElements: boolean
}

/** The first child of that name, or null. */
export function firstChild(parent: RawElement | null, name: string): RawElement | null {
  return parent?.children.find((child) => child.name === name) ?? null
}

/** All children of that name, in the order of the document. */
export function childrenNamed(parent: RawElement | null, name: string): RawElement[] {
  return parent?.children.filter((child) => child.name === name) ?? []
}
