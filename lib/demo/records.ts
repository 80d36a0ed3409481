import { type Chance, chanceOf } from './chance.ts'
import { type DomainName, policyOn } from './domains.ts'
import { type Judgement, judge } from './judge.ts'
import type { Reporter } from './reporters.ts'
import type { Day, Outcome, Sender } from './sender.ts'
import { SENDERS } from './senders.ts'
import { shareOut } from './share-out.ts'

/** One row of a report. */
export type DemoRecord = {
  sourceIp: string
  count: number
  headerFrom: string
  envelopeTo: string | null
  outcome: Outcome
  judgement: Judgement
}

/** What one reporter saw of one domain on one day, senders apart. */
export function recordsOfDay(reporter: Reporter, domain: DomainName, day: Day): DemoRecord[] {
  return SENDERS.filter((sender) => sender.domain === domain).flatMap((sender) => recordsOf(sender, reporter, day))
}

function recordsOf(sender: Sender, reporter: Reporter, day: Day): DemoRecord[] {
  const chance = chanceOf(sender.name, reporter.host, day.ago)
  const count = countMessages(sender, reporter, day, chance)
  const outcomes = sender.outcomes(day.ago)
  const policy = policyOn(sender.domain, day.ago)
  const records: DemoRecord[] = []
  for (const [index, part] of byWeight(count, outcomes, chance)) {
    const outcome = outcomes[index]!
    const judgements = judge(outcome, sender.domain, policy, reporter.rescue)
    for (const [at, judged] of byWeight(part, judgements, chance))
      for (const [envelopeTo, received] of byRecipient(judged, reporter, chance))
        for (const [sourceIp, sent] of byAddress(received, sender.addresses, chance))
          records.push({
            sourceIp,
            count: sent,
            headerFrom: sender.headerFrom,
            envelopeTo,
            outcome,
            judgement: judgements[at]!,
          })
  }
  return records
}

/** Some days are busier than others, and no two receivers get the same part of them. */
function countMessages(sender: Sender, reporter: Reporter, day: Day, chance: Chance): number {
  const busy = chanceOf(sender.name, day.ago).float(0.88, 1.12)
  return chance.round(sender.volume(day) * busy * reporter.share[sender.audience] * chance.float(0.85, 1.15))
}

function byWeight(
  count: number,
  parts: readonly { share: number }[],
  chance: Chance,
): [index: number, count: number][] {
  const weights = parts.map(({ share }) => share)
  return withoutZeros(shareOut(count, weights, chance).map((part, index) => [index, part]))
}

function byRecipient(
  count: number,
  { recipients }: Reporter,
  chance: Chance,
): [domain: string | null, count: number][] {
  if (!recipients) return [[null, count]]
  const weights = recipients.map(([, share]) => share)
  return withoutZeros(shareOut(count, weights, chance).map((part, index) => [recipients[index]![0], part]))
}

/** The more messages, the more of the addresses have a part in them. */
function byAddress(count: number, addresses: readonly string[], chance: Chance): [address: string, count: number][] {
  const used = Math.min(addresses.length, Math.ceil(Math.sqrt(count)))
  const first = chance.int(0, addresses.length - 1)
  const weights = Array.from({ length: used }, () => chance.float(0.3, 1))
  return withoutZeros(
    shareOut(count, weights, chance).map((part, index) => [addresses[(first + index) % addresses.length]!, part]),
  )
}

function withoutZeros<Key>(parts: [Key, number][]): [Key, number][] {
  return parts.filter(([, count]) => count > 0)
}
