import Link from 'next/link'

import { Notice } from '#components/ui/notice.tsx'
import { PageHeading } from '#components/ui/section.tsx'

export default function NotFound() {
  return (
    <>
      <PageHeading title="There is nothing here" />
      <Notice title="This address leads to no page, report or source">
        <p>
          It may have been mistyped, or what it led to was deleted. <Link href="/">Go to the overview</Link>, or look
          among the <Link href="/reports">reports</Link> and <Link href="/sources">sources</Link>.
        </p>
      </Notice>
    </>
  )
}
