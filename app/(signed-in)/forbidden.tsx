import { Notice } from '#components/ui/notice.tsx'
import { PageHeading } from '#components/ui/section.tsx'

export default function Forbidden() {
  return (
    <>
      <PageHeading title="Not for your role" />
      <Notice title="You may not see this page in this organization">
        <p>
          An owner or an admin can give you another role. <a href="/">Go to the overview</a>.
        </p>
      </Notice>
    </>
  )
}
