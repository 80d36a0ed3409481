'use client'

import { useRouter } from 'next/navigation'

import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { SendButton } from '#components/ui/send-button.tsx'
import { SendForm } from '#components/ui/send-form.tsx'
import type { MemberRow } from '#lib/auth/members.ts'

import { RoleFields } from './role-fields.tsx'

import classes from './settings.module.css'

type Props = { members: MemberRow[]; mayMakeOwners: boolean }

export function MemberTable({ members, mayMakeOwners }: Props) {
  const columns: Column<MemberRow>[] = [
    { heading: 'Name', phone: 'title', cell: ({ name }) => name },
    { heading: 'E-mail address', cell: ({ email }) => email },
    { heading: 'Role', cell: ({ role, domains }) => (role === 'viewer' ? `viewer of ${domains.join(', ')}` : role) },
    { heading: 'Since', short: true, cell: ({ createdAt }) => <Instant iso={createdAt} /> },
    {
      heading: 'Change',
      cell: (member) =>
        member.role === 'owner' && !mayMakeOwners ? '' : <Change member={member} mayMakeOwners={mayMakeOwners} />,
    },
  ]
  return <DataTable caption="Members" columns={columns} rows={members} rowKey={({ id }) => id} />
}

function Change({ member, mayMakeOwners }: { member: MemberRow; mayMakeOwners: boolean }) {
  const router = useRouter()
  const to = `/api/v1/members/${member.id}`
  return (
    <div className={classes.actions}>
      <details className={classes.change} key={`${member.role} ${member.domains.join(' ')}`}>
        <summary aria-label={`Change the role of ${member.name}`}>Role</summary>
        <SendForm method="PUT" to={to} submit="Save" words={['domains']} onDone={() => router.refresh()}>
          <RoleFields role={member.role} domains={member.domains} mayMakeOwners={mayMakeOwners} />
        </SendForm>
      </details>
      <SendButton method="DELETE" to={to} label="Remove" about={member.name} confirm="Remove for good" />
    </div>
  )
}
