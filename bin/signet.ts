import { shortageOf } from '#lib/capacity/shortage.ts'
import { readConfig } from '#lib/config.ts'
import { logConsole } from '#lib/log-console.ts'
import { PlainError } from '#lib/plain-error.ts'

import { prepareBuild, prepareClient } from './prepare.ts'
import { isService } from './service.js'

/** The table of commands. Each is one file, loaded only when asked for, after what it needs has been made. */

type Command = {
  usage: string
  summary: string
  /** `client`: Prisma's generated client; `build`: that and Next's build. */
  needs?: 'client' | 'build'
  load: () => Promise<(args: string[]) => Promise<number>>
}

const COMMANDS: Record<string, Command> = {
  start: {
    usage: 'start',
    summary: 'the whole product: database, web, worker and the listener for mail',
    needs: 'build',
    load: async () => (await import('./start.ts')).start,
  },
  demo: {
    usage: 'demo',
    summary: 'the whole product with a year of generated data, in a database of its own',
    needs: 'build',
    load: async () => (await import('./demo.ts')).demo,
  },
  web: {
    usage: 'web',
    summary: 'one web process on DATABASE_URL',
    needs: 'build',
    load: async () => (await import('./web.ts')).web,
  },
  worker: {
    usage: 'worker',
    summary: 'one worker process on DATABASE_URL',
    needs: 'client',
    load: async () => (await import('./worker.ts')).worker,
  },
  smtp: {
    usage: 'smtp',
    summary: 'the listener for mail on DATABASE_URL',
    needs: 'client',
    load: async () => (await import('./smtp.ts')).smtp,
  },
  build: {
    usage: 'build',
    summary: 'make what the first start would make: packages, client and pages',
    needs: 'build',
    load: async () => async () => 0,
  },
  migrate: {
    usage: 'migrate',
    summary: 'bring the tables of DATABASE_URL up to date',
    load: async () => (await import('./migrate.ts')).migrateDatabase,
  },
  ingest: {
    usage: 'ingest PATH…',
    summary: 'hand in files, folders, Maildirs and mailboxes',
    needs: 'client',
    load: async () => (await import('./ingest.ts')).ingest,
  },
  'read-again': {
    usage: 'read-again all|KIND|ID',
    summary: 'read submissions again, after an upgrade that reads more',
    needs: 'client',
    load: async () => (await import('./read-again.ts')).readSubmissionsAgain,
  },
  rebuild: {
    usage: 'rebuild',
    summary: 'make the daily sums anew from the records',
    needs: 'client',
    load: async () => (await import('./rebuild.ts')).rebuild,
  },
  retention: {
    usage: 'retention [--now]',
    summary: 'show or set (--bytes, --records, --sums DAYS|forever) for how long what is kept',
    needs: 'client',
    load: async () => (await import('./retention.ts')).retention,
  },
  delete: {
    usage: 'delete KIND NAME',
    summary: 'delete a report ID, a domain NAME or an organization ID with all that hangs on it',
    needs: 'client',
    load: async () => (await import('./delete-data.ts')).deleteData,
  },
  user: {
    usage: 'user list|create|password',
    summary: 'accounts: list them, make one, set a password',
    needs: 'client',
    load: async () => (await import('./user.ts')).user,
  },
  key: {
    usage: 'key list|create|revoke',
    summary: 'keys of the API: list them, make one, revoke one',
    needs: 'client',
    load: async () => (await import('./key.ts')).key,
  },
  check: {
    usage: 'check',
    summary: 'format, lint, arrows, types and pure tests; for those who change Signet',
    needs: 'client',
    load: async () => (await import('./check.ts')).check,
  },
  test: {
    usage: 'test',
    summary: 'all tests, on a real PostgreSQL and in a real browser',
    needs: 'build',
    load: async () => (await import('./test.ts')).test,
  },
  'test-peers': {
    usage: 'test-peers',
    summary: 'tests with Postfix and swaks, as root on Debian',
    needs: 'build',
    load: async () => (await import('./test-peers.ts')).testPeers,
  },
  bench: {
    usage: 'bench [PART…]',
    summary: 'measure read, ingest, http, pages and lighthouse, or these parts of it (docs/performance.md)',
    needs: 'build',
    load: async () => (await import('../bench/bench.ts')).bench,
  },
  pictures: {
    usage: 'pictures',
    summary: 'take the pictures of the documentation from the demo; for those who change Signet',
    needs: 'build',
    load: async () => (await import('../e2e/take-pictures.ts')).takePictures,
  },
  fuzz: {
    usage: 'fuzz [--cases N]',
    summary: 'unpack and read a million hostile cases; for those who change Signet',
    load: async () => (await import('../e2e/fuzz/fuzz.ts')).fuzz,
  },
  'create-migration': {
    usage: 'create-migration NAME',
    summary: 'write a migration from the change of prisma/schema.prisma',
    load: async () => (await import('./create-migration.ts')).createMigration,
  },
  'check-collection': {
    usage: 'check-collection FOLDER',
    summary: 'hand in a folder of reports twice and compare with its manifest',
    needs: 'build',
    load: async () => (await import('../e2e/check-collection.ts')).checkCollection,
  },
}

async function main([name, ...args]: string[]): Promise<number> {
  if (!name || name === '--help' || name === '-h' || name === 'help') {
    console.log(help())
    return name ? 0 : 2
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name]! : null
  if (!command) {
    console.error(`There is no command ${JSON.stringify(name)}.\n\n${help()}`)
    return 2
  }
  if (args.includes('--help')) {
    console.log(`npm run signet -- ${command.usage}\n${command.summary}`)
    return 0
  }
  if (isService(name)) logConsole()
  checkConfig()
  if (command.needs) await prepareClient()
  if (command.needs === 'build') await prepareBuild()
  return (await command.load())(args)
}

/** A value in the environment that makes no sense is said before anything is made. */
function checkConfig(): void {
  try {
    readConfig()
  } catch (error) {
    throw new PlainError((error as Error).message)
  }
}

/** A sentence for what a user can mend, the whole story for a fault of ours. */
function tell(error: unknown): unknown {
  if (shortageOf(error)?.status === 507) return 'A disk is full: make room, then try again.'
  return error instanceof PlainError ? error.message : error
}

function help(): string {
  const lines = Object.values(COMMANDS).map(({ usage, summary }) => `  ${usage.padEnd(24)}${summary}`)
  return `Usage: npm run signet -- COMMAND\n\n${lines.join('\n')}`
}

try {
  process.exit(await main(process.argv.slice(2)))
} catch (error) {
  console.error(tell(error))
  process.exit(1)
}
