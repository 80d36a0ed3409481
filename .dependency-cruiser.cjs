/** Where code belongs. Each rule's comment is what somebody reads who broke it. */

const TEST = '\\.test\\.tsx?$'
const PURE = '^lib/(unpack|dmarc|apple|senders|receivers|bounce|demo|checks)/'

/** A library that has one home. */
const only = (name, library, home, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { pathNot: [home, TEST, '^e2e/'] },
  to: { path: library },
})

const package_ = (names) => `(^|node_modules/)(${names})(/|$)`

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or hide a third.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'This import leads nowhere.',
      from: { pathNot: '^next-env' },
      to: { couldNotResolve: true },
    },
    {
      name: 'lib-knows-no-surface',
      severity: 'error',
      comment: 'lib serves pages, worker and commands and knows none of them: pass in what it needs.',
      from: { path: '^lib/', pathNot: TEST },
      to: { path: '^(app|components|worker|bin|bench|e2e)/' },
    },
    {
      name: 'components-take-props',
      severity: 'error',
      comment:
        'Components show what they are given: query in app and pass the answer as props (types may come from lib/queries).',
      from: { path: '^components/', pathNot: TEST },
      to: {
        path: '^(app|worker|bin|bench|e2e|lib/(auth|db|ingest|rollup|queries))/|^lib/audit/(?!actions)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'components-for-pages-only',
      severity: 'error',
      comment: 'Only app uses components.',
      from: { path: '^(worker|bin|bench)/' },
      to: { path: '^(components|app)/' },
    },
    {
      name: 'app-stands-alone',
      severity: 'error',
      comment: 'Pages share code with worker and commands through lib.',
      from: { path: '^app/', pathNot: TEST },
      to: { path: '^(worker|bin|bench|e2e)/' },
    },
    {
      name: 'worker-stands-alone',
      severity: 'error',
      comment: 'The worker shares code with pages and commands through lib.',
      from: { path: '^worker/', pathNot: TEST },
      to: { path: '^(app|components|bin|bench|e2e)/' },
    },
    {
      name: 'pure-rooms-know-their-own',
      severity: 'error',
      comment:
        'A pure room knows itself, lib/errors.ts and what DNS can answer, which is types alone: what it needs from another room comes in as an argument.',
      from: { path: PURE, pathNot: TEST },
      to: { path: '^(lib|generated)/', pathNot: ['^lib/$1/', '^lib/errors\\.ts$', '^lib/dns/answer\\.ts$'] },
    },
    {
      name: 'pure-rooms-do-no-io',
      severity: 'error',
      comment: 'A pure room has no database, network or framework: do it in lib/ingest and pass the result in.',
      from: { path: PURE, pathNot: TEST },
      to: {
        path: [
          package_('pg|next|prisma|@prisma/[^/]+|graphile-worker|react'),
          '^(node:)?(http|https|http2|net|tls|dgram|dns|child_process)(/|$)',
        ],
      },
    },
    {
      name: 'tests-stay-with-tests',
      severity: 'error',
      comment: 'What serves tests only (testing/ folders, vitest, fast-check) is used by tests only.',
      from: { pathNot: [TEST, '(^|/)testing/', '^e2e/'] },
      to: { path: ['(^|/)testing/', package_('vitest|fast-check')], pathNot: 'node_modules/.*/testing/' },
    },
    only(
      'xml-lives-in-dmarc',
      package_('saxes|fast-xml-parser'),
      '^(lib/dmarc|bench)/',
      'XML is read in lib/dmarc only; bench measures it.',
    ),
    only(
      'archives-live-in-unpack',
      `${package_('yauzl|yazl')}|^(node:)?zlib$`,
      '^(lib/unpack|bench)/|^bin/pack-document\\.ts$',
      'Archives and mails are opened in lib/unpack only, where the limits are; bench and bin/pack-document.ts make them.',
    ),
    only(
      'recharts-lives-in-charts',
      package_('recharts'),
      '^components/charts/',
      'Recharts lives in components/charts only.',
    ),
    only(
      'better-auth-lives-in-auth',
      package_('better-auth|@better-auth/[^/]+'),
      '^lib/auth/',
      'Better Auth lives in lib/auth only: everybody else asks the functions there.',
    ),
    only('mail-goes-out-in-notify', package_('nodemailer'), '^lib/notify/', 'nodemailer lives in lib/notify only.'),
    only(
      'dns-is-asked-in-dns',
      '^(node:)?dns(/|$)',
      '^lib/dns/',
      'DNS is asked in lib/dns only, where the limits and the memory of answers are: take the Resolver as an argument.',
    ),
    only(
      'mails-are-checked-in-inbox',
      package_('mailauth'),
      '^lib/inbox/',
      'mailauth lives in lib/inbox only, which bounds what a hostile mail can make it do.',
    ),
    only(
      'mail-comes-in-by-inbox',
      package_('smtp-server|selfsigned'),
      '^lib/inbox/smtp/',
      'smtp-server and the certificate for it live in lib/inbox/smtp only.',
    ),
    only('metrics-live-in-metrics', package_('prom-client'), '^lib/metrics/', 'prom-client lives in lib/metrics only.'),
    only(
      'next-lives-in-pages',
      package_('next'),
      '^(app|components)/|^bin/web\\.ts$|^next',
      'Next lives in app and components; bin/web.ts starts it.',
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^generated'] },
    exclude: { path: ['^\\.next', '\\.css$'] },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
}
