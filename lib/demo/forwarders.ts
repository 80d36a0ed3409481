import { addressesFrom } from './addresses.ts'
import type { DomainName } from './domains.ts'
import { type Sender, onWorkdays } from './sender.ts'

/** Servers that pass on what others wrote: SPF speaks of them and fails, and DKIM lasts unless the message was changed. */

/** Alumni of a university read elsewhere what is sent to their old addresses. */
const alumni = (domain: DomainName, selector: string, volume: number): Sender => ({
  name: `alumni of a university, ${domain}`,
  domain,
  headerFrom: domain,
  kind: 'forwarder',
  audience: 'consumers',
  addresses: ['192.0.2.130', '192.0.2.131', '2001:db8:ac::25'],
  volume: onWorkdays(volume),
  outcomes: () => [
    { share: 0.93, dkim: [{ domain, selector, result: 'pass' }], spf: { domain, result: 'softfail' } },
    {
      share: 0.07,
      dkim: [{ domain, selector, result: 'fail' }],
      spf: { domain, result: 'softfail' },
      isKnownForwarder: true,
    },
  ],
})

/** A list that adds its footer to what it passes on. */
const mailingList: Sender = {
  name: 'mailing list of a trade association',
  domain: 'example.com',
  headerFrom: 'example.com',
  kind: 'forwarder',
  audience: 'companies',
  addresses: ['192.0.2.200'],
  volume: onWorkdays(34),
  outcomes: () => [
    {
      share: 1,
      dkim: [
        { domain: 'example.com', selector: 'google', result: 'fail' },
        { domain: 'lists.example', selector: 'l1', result: 'pass' },
      ],
      spf: { domain: 'lists.example', result: 'pass' },
      isKnownForwarder: true,
    },
  ],
}

/** People whose iCloud address forwards to a mailbox elsewhere. */
const icloudForwarding = (domain: DomainName, selector: string, volume: number): Sender => ({
  name: `forwarded by iCloud, ${domain}`,
  domain,
  headerFrom: domain,
  kind: 'forwarder',
  audience: 'consumers',
  addresses: [...addressesFrom('17.58.38.22', 3, 6), ...addressesFrom('57.103.64.70', 2, 5)],
  volume: ({ weekday }) => volume * (weekday < 5 ? 1 : 0.8),
  outcomes: () => [
    { share: 0.72, dkim: [{ domain, selector, result: 'pass' }], spf: { domain, result: 'softfail' } },
    { share: 0.28, dkim: [{ domain, selector, result: 'fail' }], spf: { domain, result: 'softfail' } },
  ],
})

export const FORWARDERS: Sender[] = [
  alumni('example.com', 'google', 46),
  alumni('example.org', 'sig1', 7),
  mailingList,
  icloudForwarding('example.com', 'google', 14),
  icloudForwarding('example.net', 'selector1', 22),
]
