export type Line = { number: number; text: string; isFound: boolean }

/** Lines shown at once, so that a long report does not hold up the page. */
const LINES_MAX = 2_000

/** Between two tags: many reporters write a whole report in one line. */
const LINE_ENDS = /\r?\n|(?<=>)(?=<)/

/** Cuts XML into lines; with a search only those that hold it, in any case, and how many there are. */
export function findLines(text: string, search: string): { lines: Line[]; count: number } {
  const wanted = search.trim().toLowerCase()
  const all = text.split(LINE_ENDS).map((line, index) => ({
    number: index + 1,
    text: line,
    isFound: wanted !== '' && line.toLowerCase().includes(wanted),
  }))
  const found = all.filter(({ isFound }) => isFound)
  return { lines: (wanted === '' ? all : found).slice(0, LINES_MAX), count: found.length }
}
