import { Mark } from '#components/ui/verdict-mark.tsx'

/** One SPF or DKIM result: pass, fail, or any of the words between, which are neither. */
export function AuthResult({ result }: { result: string | null }) {
  if (result === null) return <Mark tone="unknown">not given</Mark>
  if (result === 'pass') return <Mark tone="pass">pass</Mark>
  const isFailure = result === 'fail' || result === 'permerror' || result === 'softfail'
  return <Mark tone={isFailure ? 'fail' : 'unknown'}>{result}</Mark>
}
