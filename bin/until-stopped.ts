/** Who may stop a process: the terminal and the system, or its supervisor alone. */
export type StoppedBy = 'signals' | 'supervisor'

/**
 * Waits until this process is told to stop. Signals after the first change nothing, so that a stop that has begun is carried
 * through. A supervised process ignores Ctrl-C, which reaches the whole group: its supervisor stops everything in order. When
 * the process at the other end of the channel dies, that is a word to stop as well.
 */
export function untilStopped(by: StoppedBy): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => resolve()
    process.on('SIGTERM', stop)
    process.on('SIGINT', by === 'signals' ? stop : () => {})
    process.on('SIGHUP', by === 'signals' ? stop : () => {})
    process.on('disconnect', stop)
    process.on('message', (message) => message === 'stop' && stop())
    process.channel?.unref()
    if (process.channel && !process.connected) stop()
  })
}

/** Tells the supervisor, if there is one, that work can come. */
export function tellReady(): void {
  if (process.connected) process.send?.('ready', () => {})
}

/** The argument with which the supervisor starts its processes. */
export const SUPERVISED = '--supervised'
