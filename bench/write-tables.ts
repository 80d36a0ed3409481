import { type Aim, AIMS } from './aims.ts'
import type { Figure, Row, Table } from './figure.ts'
import type { Part, Results } from './results.ts'

/** The tables of docs/performance.md, in Markdown. */
export function writeTables(results: Results): string {
  const parts = (Object.entries(results) as [Part, Results[Part]][]).filter(([, part]) => part)
  const sections = parts.map(([name, part]) => {
    const { day, commit, processor, cores, memoryGib, system, node } = part!
    const machine = `\`${name}\`, ${day}, commit ${commit ?? 'unknown'}: ${processor}, ${cores} cores, ${memoryGib} GiB, ${system}, Node ${node}.`
    return [machine, ...part!.tables.map(writeTable)].join('\n\n')
  })
  return `${[writeAims(results), ...sections].join('\n\n')}\n`
}

function writeTable({ title, rows }: Table): string {
  const columns = [
    ...new Map(rows.flatMap(({ figures }) => Object.entries(figures).map(([name, { unit }]) => [name, unit]))),
  ]
  const head = ['', ...columns.map(([name, unit]) => (unit === `${name}/s` ? unit : `${name}, ${unit}`))]
  const body = rows.map((row) => [row.name, ...columns.map(([name]) => writeFigure(row.figures[name]))])
  return `### ${title}\n\n${grid(head, body)}`
}

function writeAims(results: Results): string {
  const body = AIMS.map((aim) => {
    const found = findFigures(results, aim)
    const worst = found.toSorted((a, b) => (aim.atMost === undefined ? a.value - b.value : b.value - a.value))[0]
    const isMet = worst && (aim.atMost === undefined ? worst.value >= aim.atLeast! : worst.value <= aim.atMost)
    const wanted =
      aim.atMost === undefined ? `at least ${formatNumber(aim.atLeast!)}` : `at most ${formatNumber(aim.atMost)}`
    return [aim.name, `${wanted} ${aim.unit}`, writeFigure(worst), worst ? (isMet ? 'yes' : 'no') : '']
  })
  return `### Aims, each beside the worst figure that it is about\n\n${grid(['', 'aim', 'figure', 'met'], body)}`
}

function findFigures(results: Results, { parts, row, figure }: Aim): Figure[] {
  const rows: Row[] = parts.flatMap((part) => results[part]?.tables.flatMap((table) => table.rows) ?? [])
  return rows.filter(({ name }) => row.test(name)).flatMap(({ figures }) => figures[figure] ?? [])
}

function grid(head: string[], body: string[][]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'))
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** The median, with the lowest and the highest of its runs. */
function writeFigure(figure: Figure | undefined): string {
  if (!figure) return ''
  const { value, low, high, runs } = figure
  return runs === 1 ? formatNumber(value) : `${formatNumber(value)} (${formatNumber(low)}–${formatNumber(high)})`
}

function formatNumber(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: digits })
}
