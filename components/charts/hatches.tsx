import { PALETTE, type PaletteKey } from './palette.ts'

/** The patterns behind "may not be complete" and "no data". */
export function Hatches({ palettes }: { palettes: PaletteKey[] }) {
  return (
    <defs>
      {[...new Set(palettes)].map((key) => (
        <pattern key={key} id={`hatch-${key}`} {...TILE} width={5} height={5}>
          <rect width={5} height={5} fill={PALETTE[key].color} fillOpacity={0.18} />
          <rect width={2} height={5} fill={PALETTE[key].color} />
        </pattern>
      ))}
      <pattern id="hatch-missing" {...TILE} width={7} height={7}>
        <rect width={1} height={7} fill="var(--hatch)" />
      </pattern>
    </defs>
  )
}

const TILE = { patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' } as const
