export function SealMark() {
  return (
    <svg width="20" height="20" viewBox="0 0 32 32" fill="none" stroke="currentColor" strokeWidth="2.4" aria-hidden>
      <circle cx="16" cy="16" r="13" />
      <path d="M9 12.5 16 18l7-5.5M9 12v9.5h14V12" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  )
}
