import { PasswordInput } from '@mantine/core'

/** Where a password is chosen. @param note what else to know before it is sent. */
export function NewPassword({ label, passwordMin, note }: { label: string; passwordMin: number; note?: string }) {
  return (
    <PasswordInput
      name="password"
      label={label}
      description={`${passwordMin} characters or more${note ? `; ${note}` : ''}`}
      autoComplete="new-password"
      required
    />
  )
}
