import type { SourceTime } from '#lib/format/source-times.ts'

const WIDTH = 96
const HEIGHT = 18

/** A small line over time: messages as columns, the failing ones of them in their colour. Two paths, however long the time. */
export function SparkLine({ cells }: Pick<SourceTime, 'cells'>) {
  const most = Math.max(...cells.map((cell) => cell?.messages ?? 0), 1)
  const step = WIDTH / Math.max(cells.length, 1)
  const bars = (pick: (cell: { messages: number; fail: number }) => number): string =>
    cells
      .map((cell, index) => {
        const value = cell ? pick(cell) : 0
        if (value === 0) return ''
        const height = Math.max((value / most) * HEIGHT, 1)
        return `M${round(index * step)},${HEIGHT}v${-round(height)}h${round(Math.max(step * 0.8, 0.6))}v${round(height)}z`
      })
      .join('')
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
      <path d={bars(({ messages }) => messages)} fill="var(--line-strong)" />
      <path d={bars(({ fail }) => fail)} fill="var(--fail)" />
    </svg>
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
