import { type ChildProcess, spawn } from 'node:child_process'

/** What a program said and how it ended. */
export type Ended = { code: number; output: string }

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM')
})

/**
 * Runs a program to its end; `show` lets it write on this terminal, otherwise what it says is collected. It is ended when this
 * process exits.
 */
export function runStep(
  program: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; show?: boolean } = {},
): Promise<Ended> {
  const { show = false, cwd, env = process.env } = options
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    // A signal ends a process without its exit handlers, unless somebody listens.
    const end = (): never => {
      console.error('Stopped by a signal.')
      process.exit(143)
    }
    process.once('SIGTERM', end).once('SIGHUP', end)
    let output = ''
    const collect = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.on('error', reject)
    child.on('close', (code) => {
      running.delete(child)
      process.off('SIGTERM', end).off('SIGHUP', end)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** The time since `began`, as `0.4 s` or `12 s`. */
export function secondsSince(began: number): string {
  const seconds = (performance.now() - began) / 1000
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
}
