import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts'
import type { DatabaseUrls } from '#lib/db/migrate.ts'

/** The embedded server, kept running: started again when it dies. */
export type KeptPostgres = {
  urls: () => DatabaseUrls
  reused: boolean
  isUp: () => boolean
  whenUp: () => Promise<void>
  stop: () => Promise<void>
}

type Options = {
  dataDir: string
  log: (line: string) => void
  /** The server had to take another port, so its address is a new one. */
  onMoved: () => void
}

const WATCH_MS = 200
const AGAIN_MS = 2_000

export async function keepPostgres({ dataDir, log, onMoved }: Options): Promise<KeptPostgres> {
  let server = await startEmbeddedPostgres({ dataDir, log })
  const { reused } = server
  let isStopping = false
  let repair: Promise<void> | null = null

  const bringBack = async (): Promise<void> => {
    log('PostgreSQL has ended; it starts again.')
    while (!isStopping) {
      try {
        const before = server.url
        server = await startEmbeddedPostgres({ dataDir, log })
        if (server.url !== before) onMoved()
        return
      } catch (error) {
        log((error as Error).message)
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    }
  }
  const isUp = (): boolean => repair === null && server.isAlive()
  const watch = (): void => {
    if (repair || isStopping || server.isAlive()) return
    repair = bringBack().finally(() => (repair = null))
  }
  const timer = setInterval(watch, WATCH_MS)

  return {
    urls: () => ({ url: server.url, ownerUrl: server.ownerUrl }),
    reused,
    isUp,
    whenUp: async () => {
      watch()
      await repair
    },
    stop: async () => {
      isStopping = true
      clearInterval(timer)
      await repair
      await server.stop()
    },
  }
}
