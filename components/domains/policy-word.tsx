import { Mark, type Tone } from '#components/ui/verdict-mark.tsx'
import type { Policy } from '#lib/dmarc/report.ts'

const TONES: Record<Policy, Tone> = { none: 'unknown', quarantine: 'quarantine', reject: 'reject' }

/** What a domain asks for, as reports quote it. */
export function PolicyWord({ policy }: { policy: Policy | null }) {
  return policy === null ? <Mark tone="unknown">not given</Mark> : <Mark tone={TONES[policy]}>{policy}</Mark>
}
