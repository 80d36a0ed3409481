/** iCloud's mark: a small outlined cloud of our own, always beside the word iCloud. */
export function CloudMark() {
  return (
    <svg width="16" height="12" viewBox="0 0 16 12" fill="none" stroke="var(--icloud)" strokeWidth="1.4" aria-hidden>
      <path d="M4.2 10.8h7.6a2.9 2.9 0 0 0 .5-5.7 4.3 4.3 0 0 0-8.3-1 3.4 3.4 0 0 0 .2 6.7Z" strokeLinejoin="round" />
    </svg>
  )
}
