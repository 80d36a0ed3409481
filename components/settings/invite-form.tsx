'use client'

import { TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { CopyLine } from '#components/ui/copy-line.tsx'
import { SendForm } from '#components/ui/send-form.tsx'

import { RoleFields } from './role-fields.tsx'

import classes from './settings.module.css'

type Invited = { email: string; link: string; mail: { isSent: boolean; problem: string | null } }

type Props = { domains: string[]; mayMakeOwners: boolean; hasMail: boolean }

export function InviteForm({ domains, mayMakeOwners, hasMail }: Props) {
  const router = useRouter()
  const [invited, setInvited] = useState<Invited | null>(null)
  const onDone = (answer: Record<string, unknown>): void => {
    setInvited(answer as Invited)
    router.refresh()
  }
  return (
    <>
      {invited && (
        <div className={classes.once} role="status">
          <p>
            {invited.email} is invited. {sentence(invited.mail)}
          </p>
          <CopyLine label="Link of the invitation" text={invited.link} />
        </div>
      )}
      <SendForm to="/api/v1/invitations" submit="Invite" words={['domains']} onDone={onDone}>
        <TextInput
          name="email"
          type="email"
          label="E-mail address"
          description={hasMail ? 'The invitation is sent there' : 'You get a link to hand over'}
          autoComplete="off"
          required
        />
        <RoleFields role="member" domains={domains.length === 1 ? domains : []} mayMakeOwners={mayMakeOwners} />
      </SendForm>
    </>
  )
}

function sentence({ isSent, problem }: Invited['mail']): string {
  if (isSent) return 'A mail with this link is on its way:'
  return `${problem ? `No mail was sent: ${problem} ` : ''}Hand this link over; it is good for 7 days:`
}
