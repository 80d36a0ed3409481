import type { Metadata } from 'next'

import { pageAccess } from '#app/page-access.ts'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { Uploader } from '#components/upload/uploader.tsx'
import { DEMO_REFUSAL } from '#lib/demo/demo-refusal.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Upload' }

export default async function UploadPage() {
  const { organization } = await pageAccess('read')
  if (organization.isDemo) return <NothingGoesIn />
  await pageAccess('ingest')
  return (
    <>
      <PageHeading title="Upload">
        DMARC reports as they came: .xml, .gz, .zip, whole mails (.eml) or mailboxes (.mbox), as many as you like.
        Bounces and the logs of mail servers, packed or not, are read as well. What a file is, is decided by what is in
        it, not by its name. What is already here is not counted twice.
      </PageHeading>
      <Uploader />
      <noscript>
        <p>Uploading in the browser needs JavaScript. The HTTP API takes the same files without it.</p>
      </noscript>
    </>
  )
}

function NothingGoesIn() {
  return (
    <>
      <PageHeading title="Upload" />
      <Notice title="Nothing can be handed in here">
        <p>{DEMO_REFUSAL}</p>
      </Notice>
    </>
  )
}
