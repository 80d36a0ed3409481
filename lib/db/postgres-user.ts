import { execFile, spawnSync } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'
import { promisify } from 'node:util'

import { PlainError } from '../plain-error.ts'

/**
 * As whom PostgreSQL's programs run. It refuses to run as root, so when Signet is root they run as somebody else: as the user
 * `postgres`; where that user cannot reach the files, in a user namespace of their own; where those are forbidden, as `postgres`
 * with the right to pass closed folders.
 */

const run = promisify(execFile)

export type PostgresUser = {
  /** Runs one of the programs. @throws with `stderr` and `stdout`, as execFile does. */
  run(program: string, args: string[]): Promise<string>
  /** Makes a file or folder, with all in it, belong to whom the programs run as. */
  own(place: string): void
}

type Way = { prefix: string[]; ids: { uid: number; gid: number } | null; owner: { uid: number; gid: number } | null }

/** @param directory a folder that the programs must be able to reach */
export async function choosePostgresUser(postgres: string, directory: string): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return asUser({ prefix: [], ids: null, owner: null })
  const ways = waysOfRoot(findPostgresUser())
  for (const way of ways) if (await canReach(way, postgres, directory)) return asUser(way)
  throw new PlainError(
    'PostgreSQL refuses to run as root, and no other way to run it was found here: start Signet as a plain user, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

function waysOfRoot(user: { uid: number; gid: number } | null): Way[] {
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--']
  const ways: Way[] = [{ prefix: namespace, ids: null, owner: { uid: 0, gid: 0 } }]
  if (!user) return ways
  const plain: Way = { prefix: [], ids: user, owner: user }
  // Without the securebits the kernel drops the right in the test for access that initdb makes.
  const passing = ['setpriv', '--reuid', `${user.uid}`, '--regid', `${user.gid}`, '--clear-groups']
  passing.push(
    '--securebits',
    '+no_setuid_fixup',
    '--inh-caps',
    '+dac_override',
    '--ambient-caps',
    '+dac_override',
    '--',
  )
  return [plain, ...ways, { prefix: passing, ids: null, owner: user }]
}

async function canReach(way: Way, postgres: string, directory: string): Promise<boolean> {
  const script = 'cd -- "$1" && exec "$2" --version'
  return runAs(way, '/bin/sh', ['-c', script, 'sh', directory, postgres]).then(
    () => true,
    () => false,
  )
}

async function runAs({ prefix, ids }: Way, program: string, args: string[]): Promise<string> {
  const [command, ...rest] = [...prefix, program, ...args]
  // A user may have no right to where Signet was started.
  const { stdout } = await run(command!, rest, { ...ids, cwd: '/' })
  return stdout
}

function asUser(way: Way): PostgresUser {
  return {
    run: (program, args) => runAs(way, program, args),
    own: (place) => {
      const { owner } = way
      if (!owner || statSync(place).uid === owner.uid) return
      if (statSync(place).isDirectory()) spawnSync('chown', ['-R', `${owner.uid}:${owner.gid}`, '--', place])
      else chownSync(place, owner.uid, owner.gid)
    },
  }
}

/** The system's user `postgres`, made when there is none. */
function findPostgresUser(): { uid: number; gid: number } | null {
  const id = (flag: string): number => Number.parseInt(spawnSync('id', [flag, 'postgres']).stdout?.toString() ?? '', 10)
  if (Number.isNaN(id('-u'))) spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
  const [uid, gid] = [id('-u'), id('-g')]
  return Number.isNaN(uid) || Number.isNaN(gid) ? null : { uid, gid }
}
