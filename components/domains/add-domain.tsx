'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { DomainInput } from '#components/ui/domain-input.tsx'
import { SendForm } from '#components/ui/send-form.tsx'
import { formatCounted } from '#lib/format/format-count.ts'

/** Makes a domain the organization's, before or after its first report. */
export function AddDomain() {
  const router = useRouter()
  const [added, setAdded] = useState<string | null>(null)
  const onDone = ({ domain, released }: Record<string, unknown>): void => {
    const waited = Number(released)
    const more = waited > 0 ? ` ${formatCounted(waited, 'mail')} that waited for it will be read now.` : ''
    setAdded(`${String(domain)} is your organization’s.${more}`)
    router.refresh()
  }
  return (
    <>
      <p role="status">{added}</p>
      <SendForm to="/api/v1/domains" submit="Add the domain" onDone={onDone}>
        <DomainInput description="Reports about it that come by mail are counted from then on." required />
      </SendForm>
    </>
  )
}
