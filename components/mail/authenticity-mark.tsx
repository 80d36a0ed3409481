import { Mark, type Tone } from '#components/ui/verdict-mark.tsx'
import type { Authenticity } from '#generated/prisma/enums.ts'

const TONES: Record<Authenticity, Tone> = { verified: 'pass', unverified: 'unknown', mismatch: 'fail' }

/** Whether a report is its reporter's. */
export function AuthenticityMark({ authenticity }: { authenticity: Authenticity }) {
  return <Mark tone={TONES[authenticity]}>{authenticity}</Mark>
}
