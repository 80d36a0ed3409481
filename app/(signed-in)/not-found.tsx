import { Notice } from '#components/ui/notice.tsx'
import { PageHeading } from '#components/ui/section.tsx'

export default function NotFound() {
  return (
    <>
      <PageHeading title="There is nothing here" />
      <Notice title="This address leads to no page, report or source">
        <p>
          It may have been mistyped, or what it led to was deleted. <a href="/">Go to the overview</a>, or look among
          the <a href="/reports">reports</a> and <a href="/sources">sources</a>.
        </p>
      </Notice>
    </>
  )
}
