import { Section } from '#components/ui/section.tsx'

import classes from './reports.module.css'

type Props = { warnings: { code: string; message: string }[]; errors: string[] }

/** What was odd about the report as it was read, and what the reporter itself says went wrong. */
export function WarningList({ warnings, errors }: Props) {
  if (warnings.length === 0 && errors.length === 0) return null
  return (
    <Section title="What was odd">
      <ul className={classes.warnings}>
        {warnings.map(({ code, message }) => (
          <li key={code + message}>
            {message} <code>{code}</code>
          </li>
        ))}
        {errors.map((error, index) => (
          <li key={index}>The reporter says: {error}</li>
        ))}
      </ul>
    </Section>
  )
}
