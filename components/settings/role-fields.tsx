'use client'

import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'

import type { Role } from '#lib/auth/roles.ts'

const WORDS: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member, reads everything',
  viewer: 'Viewer, of some domains',
}

type Props = { role: Role; domains: string[]; mayMakeOwners: boolean }

/** The fields `role` and, of a viewer, `domains`. */
export function RoleFields({ role: first, domains, mayMakeOwners }: Props) {
  const [role, setRole] = useState<string>(first)
  const roles = (Object.keys(WORDS) as Role[]).filter((one) => one !== 'owner' || mayMakeOwners)
  return (
    <>
      <NativeSelect
        name="role"
        label="Role"
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
        data={roles.map((value) => ({ value, label: WORDS[value] }))}
      />
      {role === 'viewer' && (
        <Textarea
          name="domains"
          label="Domains that the viewer sees"
          description="One a line"
          defaultValue={domains.join('\n')}
          autosize
          minRows={2}
          required
        />
      )}
    </>
  )
}
