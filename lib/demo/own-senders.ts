import { addressesFrom } from './addresses.ts'
import { type Outcome, type Sender, growth, onShopDays, onWorkdays } from './sender.ts'

/** The services that the owner uses. Their addresses lie in the ranges that these services publish; the owner's own server has a documentation address. */

/** The shop's key in DNS was damaged on the first of these days and mended on the day after the last. */
export const KEY_BROKEN = { fromAgo: 16, toAgo: 13 }
/** A team began to use a help desk without telling anybody. */
export const HELP_DESK_SINCE = 6

const passing = (domain: string, selector: string, spf = domain): Outcome => ({
  share: 1,
  dkim: [{ domain, selector, result: 'pass' }],
  spf: { domain: spf, result: 'pass' },
})

const workspace: Sender = {
  name: 'workspace host',
  domain: 'example.com',
  headerFrom: 'example.com',
  kind: 'own',
  audience: 'companies',
  addresses: [
    ...addressesFrom('209.85.208.41', 5, 7),
    ...addressesFrom('209.85.218.42', 4, 5),
    ...addressesFrom('2607:f8b0:4864:20::e2c', 3),
  ],
  volume: onWorkdays(1300),
  outcomes: () => [
    { ...passing('example.com', 'google'), share: 0.985 },
    // Its calendar's invitations are signed by the host only.
    {
      share: 0.015,
      dkim: [{ domain: 'example-com.20230601.gappssmtp.com', selector: '20230601', result: 'pass' }],
      spf: { domain: 'example.com', result: 'pass' },
    },
  ],
}

const newsletter: Sender = {
  name: 'newsletter service',
  domain: 'example.com',
  headerFrom: 'news.example.com',
  kind: 'own',
  audience: 'consumers',
  addresses: [...addressesFrom('198.2.132.61', 6, 3), ...addressesFrom('205.201.133.20', 5, 2)],
  volume: ({ ago, weekday }) => ({ 1: 5200, 3: 2400 }[weekday] ?? 0) * growth(ago),
  outcomes: () => [passing('news.example.com', 'k2', 'mail21.atl281.rsgsv.net')],
}

const crm: Sender = {
  name: 'CRM without its DNS records',
  domain: 'example.com',
  headerFrom: 'example.com',
  kind: 'own',
  audience: 'companies',
  addresses: addressesFrom('158.247.18.10', 3, 11),
  volume: onWorkdays(95),
  outcomes: () => [
    {
      share: 1,
      dkim: [{ domain: 'hubspotemail.net', selector: 'hs1', result: 'pass' }],
      spf: { domain: 'bf03.hubspotemail.net', result: 'pass' },
    },
  ],
}

const ownServer: Sender = {
  name: "the company's own server",
  domain: 'example.com',
  headerFrom: 'app.example.com',
  kind: 'own',
  audience: 'companies',
  addresses: ['192.0.2.25', '2001:db8:25::25'],
  volume: ({ ago }) => 130 * growth(ago),
  outcomes: () => [{ share: 1, dkim: [], spf: { domain: 'app.example.com', result: 'pass' } }],
}

const helpDesk: Sender = {
  name: 'help desk that nobody announced',
  domain: 'example.com',
  headerFrom: 'example.com',
  kind: 'own',
  audience: 'consumers',
  addresses: addressesFrom('192.161.148.31', 2, 9),
  volume: ({ ago, weekday }) =>
    ago > HELP_DESK_SINCE ? 0 : (60 + 25 * (HELP_DESK_SINCE - ago)) * (weekday < 5 ? 1 : 0.4),
  outcomes: () => [{ share: 1, dkim: [], spf: { domain: 'zendesk.com', result: 'pass' } }],
}

const shop: Sender = {
  name: 'transactional service of the shop',
  domain: 'example.net',
  headerFrom: 'example.net',
  kind: 'own',
  audience: 'consumers',
  addresses: [...addressesFrom('50.31.205.12', 6, 9), ...addressesFrom('104.245.209.200', 5, 4)],
  volume: onShopDays(2600),
  outcomes: (ago) => {
    const isBroken = ago <= KEY_BROKEN.fromAgo && ago >= KEY_BROKEN.toAgo
    // Its bounces come back to the service, so that DKIM is all there is.
    return [
      {
        share: 1,
        dkim: [{ domain: 'example.net', selector: '20240311pm', result: isBroken ? 'fail' : 'pass' }],
        spf: { domain: 'pm.mtasv.net', result: 'pass' },
      },
    ]
  },
}

const shopOffers: Sender = {
  name: 'offers of the shop',
  domain: 'example.net',
  headerFrom: 'offers.example.net',
  kind: 'own',
  audience: 'consumers',
  addresses: addressesFrom('54.240.8.21', 8, 6),
  volume: ({ ago, weekday }) => (weekday === 4 ? 3100 : 0) * growth(ago),
  outcomes: () => [
    {
      share: 1,
      dkim: [
        { domain: 'offers.example.net', selector: 'ug7nbtf4gccmlpwj322ax3p6ow6yfsug', result: 'pass' },
        { domain: 'amazonses.com', selector: '224i4yxa5dv7c2xz3womw6peuasteono', result: 'pass' },
      ],
      spf: { domain: 'bounce.offers.example.net', result: 'pass' },
    },
  ],
}

const shopOffice: Sender = {
  name: 'mailboxes of the shop',
  domain: 'example.net',
  headerFrom: 'example.net',
  kind: 'own',
  audience: 'companies',
  addresses: [...addressesFrom('40.107.22.90', 4, 13), ...addressesFrom('40.107.94.60', 3, 9)],
  volume: onWorkdays(180),
  outcomes: () => [passing('example.net', 'selector1')],
}

const icloudMailboxes: Sender = {
  name: 'mailboxes at iCloud',
  domain: 'example.org',
  headerFrom: 'example.org',
  kind: 'own',
  audience: 'consumers',
  addresses: [...addressesFrom('57.103.76.14', 5, 8), ...addressesFrom('17.58.63.168', 3, 4), '2a01:b747:3000:200::1a'],
  volume: ({ ago, weekday }) => 44 * growth(ago) * (weekday < 5 ? 1 : 0.7),
  outcomes: () => [passing('example.org', 'sig1')],
}

const bulletin: Sender = {
  name: 'monthly letter of the association',
  domain: 'example.org',
  headerFrom: 'example.org',
  kind: 'own',
  audience: 'consumers',
  addresses: addressesFrom('149.72.154.80', 2, 5),
  volume: ({ ago }) => (ago % 28 === 5 ? 640 : 0),
  outcomes: () => [passing('example.org', 's1', 'em4417.example.org')],
}

export const OWN_SENDERS: Sender[] = [
  workspace,
  newsletter,
  crm,
  ownServer,
  helpDesk,
  shop,
  shopOffers,
  shopOffice,
  icloudMailboxes,
  bulletin,
]
