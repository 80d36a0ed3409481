import classes from './export-links.module.css'

type Props = {
  /** What is exported, for those who do not see what stands above. */
  what: string
  /** Of the API, with the filter of the page. */
  href: string
}

/** The whole table as a file: what the page shows a part of. */
export function ExportLinks({ what, href }: Props) {
  const of = (format: string): string => `${href}${href.includes('?') ? '&' : '?'}format=${format}`
  return (
    <p className={classes.links}>
      {['csv', 'json'].map((format) => (
        <a key={format} href={of(format)} download>
          {format.toUpperCase()}
          <span className="visually-hidden"> of {what}</span>
        </a>
      ))}
    </p>
  )
}
