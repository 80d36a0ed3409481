import { TextInput } from '@mantine/core'

/** A field for the name of a domain, which no browser completes, begins with a capital or corrects. */
export function DomainInput({ description, required }: { description: string; required?: boolean }) {
  return (
    <TextInput
      name="domain"
      label="Domain"
      description={description}
      required={required}
      maxLength={253}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  )
}
