import { HEAT_LEVELS } from '#lib/format/heat-level.ts'

import { HEAT } from './heat-palette.ts'

import classes from './chart-box.module.css'

export function HeatLegend() {
  return (
    <ul className={classes.legend} aria-label="Legend">
      {HEAT_LEVELS.map((level) => (
        <li key={level}>
          <span
            className={classes.swatch}
            style={{ background: HEAT[level].color, opacity: HEAT[level].opacity }}
            aria-hidden
          />
          {HEAT[level].label}
        </li>
      ))}
    </ul>
  )
}
