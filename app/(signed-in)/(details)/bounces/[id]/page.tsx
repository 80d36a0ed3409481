import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { pageAccess } from '#app/page-access.ts'
import { Answer } from '#components/bounces/answer.tsx'
import { BOUNCE_KIND_WORDS } from '#components/bounces/bounce-words.ts'
import { ClassMeaning } from '#components/bounces/class-meaning.tsx'
import { OwnProof } from '#components/bounces/own-proof.tsx'
import { ReplyText } from '#components/bounces/reply-text.tsx'
import { SendingAddress } from '#components/bounces/sending-address.tsx'
import { Sightings } from '#components/bounces/sightings.tsx'
import { unknowableOf } from '#components/bounces/unknowable.ts'
import { whatHappened } from '#components/bounces/what-happened.ts'
import { whoseReply } from '#components/bounces/whose-reply.ts'
import { ExplainedReply } from '#components/codes/explained-reply.tsx'
import { Said } from '#components/icloud/statement-list.tsx'
import { readPart } from '#components/layout/read-part.ts'
import { ReceiverName } from '#components/receivers/receiver-name.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { findReply } from '#lib/apple/find-reply.ts'
import { can } from '#lib/auth/access.ts'
import { addDays, unfiltered } from '#lib/filter.ts'
import { getBounce } from '#lib/queries/get-bounce.ts'
import { ICLOUD } from '#lib/receivers/apple-receivers.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Bounce' }

/** Days before and after it in which its source is looked at. */
const DAYS_AROUND = 14

export default async function BouncePage({ params }: { params: Promise<{ id: string }> }) {
  const access = await pageAccess('read')
  const id = readPart((await params).id)
  const bounce = id && (await getBounce(access.tenant, id))
  if (!bounce) notFound()
  const day = bounce.at.slice(0, 10)
  const around = unfiltered({ from: addDays(day, -DAYS_AROUND), to: addDays(day, DAYS_AROUND) })
  const whose = whoseReply(bounce)
  const reply = bounce.isIcloud && bounce.reply !== null ? findReply(bounce.reply).entry : null
  const receiver = bounce.isIcloud ? ICLOUD : bounce.receiver
  return (
    <>
      <PageHeading
        title={
          <>
            {receiver && (
              <>
                <ReceiverName id={receiver} name={bounce.isIcloud ? 'iCloud' : (bounce.receiverName ?? receiver)} />
                {': '}
              </>
            )}
            {BOUNCE_KIND_WORDS[bounce.kind].word}
            {bounce.code !== null && ` [${bounce.code}]`}
          </>
        }
      >
        {whatHappened(bounce)} <Instant iso={bounce.at} />
      </PageHeading>
      <Answer title="Whose answer it is">
        <p>
          <Said statement={whose} />
        </p>
        <p>{whose.basis}</p>
      </Answer>
      <Answer title="What it means">
        {reply ? <ExplainedReply reply={reply} /> : <ClassMeaning replyClass={bounce.class} />}
      </Answer>
      <Answer title="The reply">
        <ReplyText bounce={bounce} />
      </Answer>
      <Answer title="Is the message yours?">
        <OwnProof bounce={bounce} />
      </Answer>
      <Answer title="The sending address">
        <SendingAddress bounce={bounce} around={around} />
      </Answer>
      <Answer title="What told of it">
        <Sightings sightings={bounce.sightings} mayOpen={can(access, 'ledger')} />
      </Answer>
      <Answer title="What cannot be known">
        <ul>
          {unknowableOf(bounce).map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </Answer>
    </>
  )
}
