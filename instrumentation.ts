/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  const { seedAtStart } = await import('#lib/auth/seed-at-start.ts')
  await seedAtStart()
}
