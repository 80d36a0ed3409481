import { Evidence } from '#components/ui/evidence.tsx'
import { Mark } from '#components/ui/verdict-mark.tsx'

/** Marks a report, or a receiver known from such reports, whose words are Apple's name; a claim, never a finding. */
export function AppleClaim({ evidence }: { evidence: string }) {
  return (
    <Evidence evidence={evidence}>
      <Mark tone="quarantine">claims to be Apple’s</Mark>
    </Evidence>
  )
}
