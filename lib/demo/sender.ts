import type { DomainName } from './domains.ts'

/** Who sends, in the words of the generator: from which addresses, how much on a day, and what SPF and DKIM then give. */

export type Dkim = { domain: string; selector: string; result: 'pass' | 'fail' }
export type Spf = { domain: string; result: 'pass' | 'fail' | 'softfail' | 'none' }

/** What receivers find on a part of a sender's mail. */
export type Outcome = {
  /** Of the sender's messages, from 0 to 1; those of a day add up to 1. */
  share: number
  dkim: Dkim[]
  spf: Spf
  /** Where the receiver knows that a forwarder was in between, and lets it count. */
  isKnownForwarder?: boolean
}

export type Day = { ago: number; weekday: number }

export type Sender = {
  /** Unique; nothing but chance hangs on it. */
  name: string
  domain: DomainName
  headerFrom: string
  kind: 'own' | 'forwarder' | 'spoof'
  audience: Audience
  addresses: readonly string[]
  /** Messages on a day, about. */
  volume: (day: Day) => number
  outcomes: (ago: number) => Outcome[]
}

/** Whom the mail goes to, and so who reports on it. */
export type Audience = 'consumers' | 'companies'

/** Office hours: little at weekends. */
export function onWorkdays(volume: number): (day: Day) => number {
  return ({ ago, weekday }) => volume * growth(ago) * (weekday < 5 ? 1 : 0.12)
}

/** People buy more at the end of the week and on Sundays. */
export function onShopDays(volume: number): (day: Day) => number {
  return ({ ago, weekday }) => volume * growth(ago) * [0.9, 0.85, 0.9, 0.95, 1.1, 1.05, 1.25][weekday]!
}

/** From 1 a year ago to 1.45 on the last day. */
export function growth(ago: number): number {
  return 1.45 - (0.45 * ago) / 364
}
