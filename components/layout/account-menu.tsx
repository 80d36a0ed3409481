'use client'

import { useState } from 'react'

import { send } from '#components/ui/send.ts'

import classes from './account-menu.module.css'

type Props = {
  /** Null for a guest of the demo. */
  email: string | null
  organizationId: string | null
  organizations: { id: string; name: string }[]
}

/** Who is signed in and in which organization; both can be changed here. What is shown then is loaded anew. */
export function AccountMenu({ email, organizationId, organizations }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  const run = async (method: 'PUT' | 'DELETE', body?: unknown): Promise<void> => {
    const sent = await send(method, '/api/v1/session', body)
    setProblem(sent.problem)
    if (!sent.problem) window.location.assign(method === 'PUT' ? '/' : '/sign-in')
  }
  if (email === null) return null
  const name = organizations.find(({ id }) => id === organizationId)?.name
  return (
    <div className={classes.account}>
      {organizations.length > 1 ? (
        <select
          className={classes.organization}
          aria-label="Organization"
          value={organizationId ?? ''}
          onChange={(event) => void run('PUT', { organizationId: event.currentTarget.value })}
        >
          {organizations.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      ) : (
        <span className={classes.name}>{name}</span>
      )}
      <span className={classes.email} title={email}>
        {email}
      </span>
      <button type="button" className={classes.out} onClick={() => void run('DELETE')}>
        Sign out
      </button>
      {problem !== null && <p role="alert">{problem}</p>}
    </div>
  )
}
