import type { Metadata } from 'next'

import { PageHeading } from '#components/ui/section.tsx'
import { Uploader } from '#components/upload/uploader.tsx'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Upload' }

export default function UploadPage() {
  return (
    <>
      <PageHeading title="Upload">
        DMARC reports as they came: .xml, .gz, .zip, whole mails (.eml) or mailboxes (.mbox), as many as you like. What
        a file is, is decided by what is in it, not by its name. A report that is already here is not counted twice.
      </PageHeading>
      <Uploader />
      <noscript>
        <p>Uploading in the browser needs JavaScript. The HTTP API takes the same files without it.</p>
      </noscript>
    </>
  )
}
