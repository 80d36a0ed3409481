import { addressesFrom } from './addresses.ts'
import type { DomainName } from './domains.ts'
import type { Day, Outcome, Sender } from './sender.ts'

/** Strangers who write as the owner. Their addresses are set aside for documentation, so that no real host is accused. */

/** The great wave: it began when example.com had the policy `none`, and faded once that was no longer so. */
export const WAVE = { fromAgo: 184, peakAgo: 170, toAgo: 142 }
/** It came back later, for some days, and was rejected. */
export const WAVE_AGAIN = { fromAgo: 24, peakAgo: 22, toAgo: 20 }

type Wave = typeof WAVE

const OUTCOMES: Outcome[] = [
  { share: 0.6, dkim: [], spf: { domain: 'example.com', result: 'fail' } },
  { share: 0.4, dkim: [], spf: { domain: 'invoices.example', result: 'none' } },
]

const wave = (name: string, when: Wave, peak: number, addresses: string[]): Sender => ({
  name,
  domain: 'example.com',
  headerFrom: 'example.com',
  kind: 'spoof',
  audience: 'consumers',
  addresses,
  volume: ({ ago }) => peak * heightOf(when, ago),
  outcomes: () => OUTCOMES,
})

/** From 0 before a wave to 1 at its peak and back. */
function heightOf({ fromAgo, peakAgo, toAgo }: Wave, ago: number): number {
  if (ago > fromAgo || ago < toAgo) return 0
  return ago >= peakAgo ? (fromAgo + 1 - ago) / (fromAgo + 1 - peakAgo) : (ago - toAgo + 1) / (peakAgo - toAgo + 1)
}

/** What every domain gets, all year. */
const trickle = (domain: DomainName, volume: number, first: string): Sender => ({
  name: `now and then, ${domain}`,
  domain,
  headerFrom: domain,
  kind: 'spoof',
  audience: 'consumers',
  addresses: addressesFrom(first, 24, 3),
  volume: ({ weekday }: Day) => volume * [1, 1.2, 0.9, 1, 1.1, 0.5, 0.4][weekday]!,
  outcomes: () => [
    { share: 0.8, dkim: [], spf: { domain, result: 'fail' } },
    { share: 0.2, dkim: [], spf: { domain, result: 'softfail' } },
  ],
})

export const SPOOFERS: Sender[] = [
  wave('the wave', WAVE, 2900, [
    ...addressesFrom('203.0.113.2', 60, 4),
    ...addressesFrom('198.51.100.3', 40, 6),
    ...addressesFrom('2001:db8:bad::10', 30),
  ]),
  wave('the wave again', WAVE_AGAIN, 620, [
    ...addressesFrom('203.0.113.7', 18, 9),
    ...addressesFrom('2001:db8:bad::40', 6),
  ]),
  trickle('example.com', 16, '198.51.100.20'),
  trickle('example.net', 21, '203.0.113.110'),
  trickle('example.org', 1.6, '198.51.100.140'),
]
