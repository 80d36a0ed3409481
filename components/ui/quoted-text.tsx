import classes from './quoted-text.module.css'

/** Somebody else's text as it stands, such as a reply. @param props.label what it is, for who cannot see it. */
export function QuotedText({ label, text }: { label: string; text: string }) {
  return (
    <pre className={classes.quoted} tabIndex={0} aria-label={label}>
      {text}
    </pre>
  )
}
