import classes from './demo-band.module.css'

/** Above every page of a demo, so that no picture of it passes for a real one. */
export function DemoBand() {
  return (
    <section aria-label="Demo">
      <p role="note" className={classes.band}>
        <strong>Demo:</strong> generated data, nothing here is real
      </p>
    </section>
  )
}
