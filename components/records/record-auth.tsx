import { filterHref } from '#components/layout/filter-href.ts'
import { NumberLink } from '#components/ui/number-link.tsx'
import type { DkimAuth, SpfAuth } from '#lib/dmarc/report.ts'
import type { Filter } from '#lib/filter.ts'

import { AuthResult } from './auth-result.tsx'

import classes from './records.module.css'

/** All results of a record, with the reporter's own words where they are not of the vocabulary. */
export function RecordAuth({ dkim, spf, filter }: { dkim: DkimAuth[]; spf: SpfAuth[]; filter: Filter }) {
  if (dkim.length + spf.length === 0) return <span className={classes.soft}>none given</span>
  const open = (changes: Partial<Filter>, text: string) => (
    <NumberLink href={filterHref('/records', filter, changes)}>{text}</NumberLink>
  )
  return (
    <ul className={classes.auth}>
      {dkim.map(({ domain, selector, result, raw, humanResult }, index) => (
        <li key={`dkim ${index}`}>
          <span className={classes.soft}>DKIM</span> <AuthResult result={result} />{' '}
          {domain === null ? 'no domain' : open({ dkimDomain: domain }, domain)}
          {selector !== null && (
            <span className={classes.soft}>
              {' '}
              selector {open({ dkimDomain: domain, dkimSelector: selector }, selector)}
            </span>
          )}
          <Words raw={raw} human={humanResult} />
        </li>
      ))}
      {spf.map(({ domain, result, scope, rawScope, raw, humanResult }, index) => (
        <li key={`spf ${index}`}>
          <span className={classes.soft}>SPF</span> <AuthResult result={result} />{' '}
          {domain === null ? 'no domain' : open({ spfDomain: domain }, domain)}
          <span className={classes.soft}> {rawScope ?? scope}</span>
          <Words raw={raw} human={humanResult} />
        </li>
      ))}
    </ul>
  )
}

function Words({ raw, human }: { raw: string | undefined; human: string | null }) {
  return (
    <span className={classes.soft}>
      {raw !== undefined && ` written “${raw}”`}
      {human !== null && human !== '' && ` “${human}”`}
    </span>
  )
}
