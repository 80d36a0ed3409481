import type { Metadata } from 'next'

import { DiagnoseBox } from '#components/codes/diagnose-box.tsx'
import { ExplainedReply } from '#components/codes/explained-reply.tsx'
import { ReplyList } from '#components/codes/reply-list.tsx'
import { PageHeading, Section } from '#components/ui/section.tsx'
import { APPLE_REPLIES, REPLIES_AS_OF } from '#lib/apple/find-reply.ts'
import { localPolicy } from '#lib/apple/statements.ts'
import { formatMonth } from '#lib/format/format-day.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = {
  title: 'What Apple’s mail servers answer',
  // The one page that is there for who searches; all others are somebody's own.
  robots: { index: true, follow: false },
  description:
    '550 5.7.1 [CS01] Message rejected due to local policy, [HM08], [HME1] and the other answers of iCloud’s mail servers: what each says, what it does not prove, and what to do first.',
}

/** For everybody: who comes here has a refusal, and often no account. */
export default function CodesPage() {
  return (
    <>
      <PageHeading title="What Apple’s mail servers answer">
        What each refusal of iCloud says, what it does not prove, and what to do first. Apple explains few of them. As
        of {formatMonth(`${REPLIES_AS_OF}-01`)}.
      </PageHeading>
      <DiagnoseBox />
      <Section title="All replies that are known">
        <p>{localPolicy.text}</p>
        <ReplyList
          items={APPLE_REPLIES.map((reply) => ({
            id: reply.id,
            title: reply.title,
            example: reply.example,
            words:
              `${reply.title} ${reply.example} ${reply.class} ${reply.says.map(({ text }) => text).join(' ')}`.toLowerCase(),
            explained: <ExplainedReply reply={reply} />,
          }))}
        />
      </Section>
    </>
  )
}
