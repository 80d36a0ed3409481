import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { findFreePort } from '#lib/db/free-port.ts'

/** A Postfix of a test's own, beside the system's: its own configuration, queue and port. */
export type Postfix = {
  port: number
  /** The mails that it still has. */
  countQueued(): number
  log(): string
  /** Takes up these lines of main.cf beside those it has. */
  reconfigure(lines: string[]): void
  stop(): void
}

/** Nothing in a chroot, since nothing but itself is in these directories. */
const MASTER = `
pickup    unix  n  -  n  60  1  pickup
cleanup   unix  n  -  n  -   0  cleanup
qmgr      unix  n  -  n  1   1  qmgr
rewrite   unix  -  -  n  -   -  trivial-rewrite
bounce    unix  -  -  n  -   0  bounce
defer     unix  -  -  n  -   0  bounce
trace     unix  -  -  n  -   0  bounce
verify    unix  -  -  n  -   1  verify
flush     unix  n  -  n  -   0  flush
proxymap  unix  -  -  n  -   -  proxymap
smtp      unix  -  -  n  -   -  smtp
relay     unix  -  -  n  -   -  smtp
showq     unix  n  -  n  -   -  showq
error     unix  -  -  n  -   -  error
retry     unix  -  -  n  -   -  error
anvil     unix  -  -  n  -   1  anvil
scache    unix  -  -  n  -   1  scache
postlog   unix-dgram n - n  -   1  postlogd
`

/** @param recipe what the operator adds to main.cf. */
export async function startPostfix(recipe: string): Promise<Postfix> {
  const root = mkdtempSync(path.join(tmpdir(), 'signet-postfix-'))
  // Its processes are not root.
  chmodSync(root, 0o755)
  const within = (name: string): string => path.join(root, name)
  for (const name of ['config', 'queue', 'data']) mkdirSync(within(name))
  chownSync(within('data'), Number(execFileSync('id', ['-u', 'postfix'], { encoding: 'utf8' })), 0)
  const port = await findFreePort()
  const main = `
compatibility_level = 3.6
queue_directory = ${within('queue')}
data_directory = ${within('data')}
maillog_file = ${within('log')}
maillog_file_prefixes = ${root}
myhostname = mx.example
mydestination =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
# To it, a test is a stranger, as a reporter is.
mynetworks =
# Nothing leaves this machine.
default_transport = error:this Postfix sends nothing
# It tries again at once, for the test's sake.
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 3s
${recipe}`
  writeFileSync(within('config/main.cf'), main)
  writeFileSync(within('config/master.cf'), `127.0.0.1:${port} inet n - n - - smtpd${MASTER}`)
  const run = (program: string, ...args: string[]): string =>
    // It leaves a process behind, which must not hold this one's output.
    execFileSync(`/usr/sbin/${program}`, ['-c', within('config'), ...args], {
      encoding: 'utf8',
      stdio: ['ignore', program === 'postfix' ? 'ignore' : 'pipe', 'ignore'],
    })
  const log = (): string => readFileSync(within('log'), 'utf8')
  run('postfix', 'start')
  return {
    port,
    countQueued: () => run('postqueue', '-j').split('\n').filter(Boolean).length,
    log,
    reconfigure: (lines) => {
      run('postconf', '-e', ...lines)
      run('postfix', 'reload')
    },
    stop: () => {
      run('postfix', 'stop')
      rmSync(root, { recursive: true, force: true })
    },
  }
}
