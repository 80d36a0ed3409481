import { type Signet, type StartOptions, startSignet } from './instance.ts'

/** Runs the demo for as long as `work` lasts. */
export async function withDemo<T>(
  work: (demo: Signet) => Promise<T>,
  options: Pick<StartOptions, 'dataDir' | 'env'> = {},
): Promise<T> {
  const demo = await startSignet({ ...options, command: 'demo' })
  try {
    return await work(demo)
  } finally {
    await demo.stop()
  }
}
