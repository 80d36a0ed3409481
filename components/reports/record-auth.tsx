import type { DkimAuth, SpfAuth } from '#lib/dmarc/report.ts'

import { AuthResult } from './auth-result.tsx'

import classes from './reports.module.css'

/** All results of a record, with the reporter's own words where they are not of the vocabulary. */
export function RecordAuth({ dkim, spf }: { dkim: DkimAuth[]; spf: SpfAuth[] }) {
  if (dkim.length + spf.length === 0) return <span className={classes.soft}>none given</span>
  return (
    <ul className={classes.auth}>
      {dkim.map((auth, index) => (
        <li key={`dkim ${index}`}>
          <span className={classes.soft}>DKIM</span> <AuthResult result={auth.result} /> {auth.domain ?? 'no domain'}
          {auth.selector !== null && <span className={classes.soft}> selector {auth.selector}</span>}
          <Words raw={auth.raw} human={auth.humanResult} />
        </li>
      ))}
      {spf.map((auth, index) => (
        <li key={`spf ${index}`}>
          <span className={classes.soft}>SPF</span> <AuthResult result={auth.result} /> {auth.domain ?? 'no domain'}
          <span className={classes.soft}> {auth.rawScope ?? auth.scope}</span>
          <Words raw={auth.raw} human={auth.humanResult} />
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
