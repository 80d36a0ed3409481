import { bouncesHref } from '#components/bounces/bounce-href.ts'
import { Evidence } from '#components/ui/evidence.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { type Statement, localPolicy, noReports } from '#lib/apple/statements.ts'
import type { Filter } from '#lib/filter.ts'
import { formatCount, formatCounted } from '#lib/format/format-count.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { IcloudBounces } from '#lib/queries/rows.ts'
import { ICLOUD } from '#lib/receivers/apple-receivers.ts'

import { ownBouncesHref } from './own-bounces.ts'
import { Said, StatementList } from './statement-list.tsx'
import { tagFilter, tagKey, tagWords } from './tag-words.ts'

import classes from './icloud.module.css'

/** Tags that are named in the column; the chart and its table have all. */
const TAGS_SHOWN = 6

/** What Apple's hosts answered to mail of one's own: how many refusals, by tag, and of how many messages. */
export function ToldByApple({ bounces, filter }: { bounces: IcloudBounces; filter: Filter }) {
  const { refused, deferred, unreachable, accepted, suppressed, unverified, tags } = bounces
  if (refused + deferred + unreachable + accepted + suppressed + unverified === 0) return <NothingTold />
  const { from, to, domain, source } = filter
  const within = { from, to, domain, source }
  return (
    <>
      <p className={classes.count}>
        <NumberLink href={ownBouncesHref(filter)}>{formatCounted(refused, 'refusal')}</NumberLink>
      </p>
      {tags.length > 0 && (
        <p>
          {tags.slice(0, TAGS_SHOWN).map((tag, index) => (
            <span key={tagKey(tag)}>
              {index > 0 && ' · '}
              {tagWords(tag)}{' '}
              <NumberLink href={ownBouncesHref(filter, { kind: 'refused', ...tagFilter(tag) })}>
                {formatCount(tag.refused)}
              </NumberLink>
            </span>
          ))}
        </p>
      )}
      <ul className={classes.statements}>
        <li>
          <Said statement={rateOf(bounces)} />
        </li>
        {deferred > 0 && (
          <li>
            <NumberLink href={ownBouncesHref(filter, { kind: 'deferred' })}>{formatCount(deferred)}</NumberLink> more
            put off: the sending server tries again by itself. <Seen />
          </li>
        )}
        {unreachable > 0 && (
          <li>
            <NumberLink href={ownBouncesHref(filter, { kind: 'unreachable' })}>{formatCount(unreachable)}</NumberLink>{' '}
            times nobody at Apple answered. That is no refusal. <Seen />
          </li>
        )}
        {suppressed > 0 && (
          <li>
            <NumberLink href={bouncesHref({ ...within, receiver: ICLOUD, kind: 'suppressed', verified: true })}>
              {formatCount(suppressed)}
            </NumberLink>{' '}
            not sent by your provider, which has the recipients on a list of its own. Apple never saw these. <Seen />
          </li>
        )}
        {unverified > 0 && (
          <li>
            Apart from all this,{' '}
            <NumberLink href={bouncesHref({ ...within, isIcloud: true, verified: false })}>
              {formatCounted(unverified, 'bounce')}
            </NumberLink>{' '}
            of mail that is not shown to be yours. They are in no other number here. <Seen />
          </li>
        )}
      </ul>
      <StatementList statements={[localPolicy, noReports]} />
    </>
  )
}

const BASIS = 'Each is one message to one recipient, in the bounces, logs and events that were handed in.'

function Seen() {
  return (
    <Evidence evidence={BASIS} className={classes.certainty}>
      observed
    </Evidence>
  )
}

function rateOf({ refused, refusedRate, refusedWithAccepted, accepted }: IcloudBounces): Statement {
  if (refusedRate === null)
    return {
      certainty: 'observed',
      text: 'Count only; no rate: that takes logs or events that tell of accepted mail too.',
      basis: BASIS,
    }
  const others = refused - refusedWithAccepted
  return {
    certainty: 'observed',
    text: `${formatPercent(refusedRate)} of the ${formatCounted(refusedWithAccepted + accepted, 'message')} to Apple that logs and events tell of were refused${
      others > 0 ? `; ${formatCounted(others, 'refusal')} known from bounce mails alone count in no rate` : ''
    }.`,
    basis: BASIS,
  }
}

/** How Apple's answers come here. */
function NothingTold() {
  return (
    <>
      <p className={classes.count}>Nothing from Apple was handed in for these days</p>
      <ul className={classes.statements}>
        <li>
          Apple says what it does not take in its replies. They are in your bounces and logs: let bounces go to the
          bounce address of your organization (<a href="/settings/ingest">Settings, Ingest</a>), or{' '}
          <a href="/upload">upload</a> bounces (.eml) and mail logs.
        </li>
        <li>
          Logs, and the events of a provider, tell of accepted mail too, so that there is a rate and not only a count.
        </li>
      </ul>
      <StatementList statements={[noReports]} />
    </>
  )
}
