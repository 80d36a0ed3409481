import type { AlignmentMode, ReportHeader, ReportRecord } from '../report.ts'

// For tests only: a report as XML, in the many ways in which reporters write one.

/** How one writer writes. `shuffle` gives the order of siblings. */
export type Hand = {
  prefix: string
  declaration: string
  indent: string
  isCdata: boolean
  shuffle: <Item>(items: Item[]) => Item[]
}

/** An element with text, or with elements, or none (null) at all. */
type Node = { name: string; inside: string | Node[] } | null

export function writeReport(header: ReportHeader, records: ReportRecord[], hand: Hand): string {
  const dates = branch('date_range', [leaf('begin', header.begin), leaf('end', header.end)])
  const metadata = branch('report_metadata', [
    leaf('org_name', header.orgName),
    leaf('email', header.email),
    leaf('extra_contact_info', header.extraContactInfo),
    leaf('report_id', header.reportId),
    dates,
    leaf('generator', header.generator),
    ...header.errors.map((error) => leaf('error', error)),
  ])
  const nodes = [leaf('version', header.version), metadata, policyNode(header), ...records.map(recordNode)]
  const namespace = hand.prefix === '' ? '' : ` xmlns:${hand.prefix.slice(0, -1)}="urn:ietf:params:xml:ns:dmarc-2.0"`
  const inside = hand.shuffle(nodes).map((node) => write(node, hand))
  return `${hand.declaration}<${hand.prefix}feedback${namespace}>${inside.join('')}</${hand.prefix}feedback>${hand.indent}`
}

function policyNode({ policy }: ReportHeader): Node {
  const mode = (value: AlignmentMode | null): string | null => value && value.slice(0, 1)
  return branch('policy_published', [
    leaf('domain', policy.domain),
    leaf('p', policy.p),
    leaf('sp', policy.sp),
    leaf('np', policy.np),
    leaf('adkim', mode(policy.adkim)),
    leaf('aspf', mode(policy.aspf)),
    leaf('pct', policy.pct),
    leaf('fo', policy.fo),
    leaf('testing', policy.testing === null ? null : policy.testing ? 'y' : 'n'),
    leaf('discovery_method', policy.discoveryMethod),
  ])
}

function recordNode(record: ReportRecord): Node {
  const evaluated = branch('policy_evaluated', [
    leaf('disposition', record.disposition),
    leaf('dkim', record.dkim),
    leaf('spf', record.spf),
    ...record.reasons.map(({ type, comment }) => branch('reason', [leaf('type', type), leaf('comment', comment)])),
  ])
  const results = [
    ...record.dkimAuth.map(({ domain, selector, result, humanResult }) =>
      branch('dkim', [
        leaf('domain', domain),
        leaf('selector', selector),
        leaf('result', result),
        leaf('human_result', humanResult),
      ]),
    ),
    ...record.spfAuth.map(({ domain, scope, result, humanResult }) =>
      branch('spf', [
        leaf('domain', domain),
        leaf('scope', scope),
        leaf('result', result),
        leaf('human_result', humanResult),
      ]),
    ),
  ]
  return branch('record', [
    branch('row', [leaf('source_ip', record.sourceIp), leaf('count', record.count), evaluated]),
    branch('identifiers', [
      leaf('header_from', record.headerFrom),
      leaf('envelope_from', record.envelopeFrom),
      leaf('envelope_to', record.envelopeTo),
    ]),
    branch('auth_results', results),
  ])
}

function leaf(name: string, value: string | number | null): Node {
  return value === null ? null : { name, inside: String(value) }
}

function branch(name: string, inside: Node[]): Node {
  return { name, inside }
}

/** Entries of one kind keep their order among themselves, because their order means something. */
function write(node: Node, hand: Hand): string {
  if (node === null) return ''
  const { indent, prefix } = hand
  const inside =
    typeof node.inside === 'string'
      ? writeText(node.inside, hand)
      : keepOrder(node.inside, hand.shuffle)
          .map((child) => write(child, hand))
          .join('')
  return `${indent}<${prefix}${node.name}>${indent}${inside}${indent}</${prefix}${node.name}>${indent}`
}

function keepOrder(nodes: Node[], shuffle: Hand['shuffle']): Node[] {
  const queues = new Map<string, Node[]>()
  for (const node of nodes) if (node) queues.set(node.name, [...(queues.get(node.name) ?? []), node])
  return shuffle(nodes.filter((node) => node !== null)).map(({ name }) => queues.get(name)?.shift() ?? null)
}

function writeText(text: string, { isCdata }: Hand): string {
  if (isCdata && text !== '' && !text.includes(']]>')) return `<![CDATA[${text}]]>`
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&#x3E;')
    .replaceAll(/[\u{80}-\u{10ffff}]/gu, (character) => `&#${character.codePointAt(0)};`)
}
