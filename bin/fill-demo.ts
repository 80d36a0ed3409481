import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { SingleBar } from 'cli-progress'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'

import type { Config } from '#lib/config.ts'
import { closeDatabase, openDatabase } from '#lib/db/database.ts'
import { type DatabaseUrls, migrate } from '#lib/db/migrate.ts'
import { asTenant } from '#lib/db/tenant.ts'
import { planYear } from '#lib/demo/plan-year.ts'
import { writeDocument } from '#lib/demo/write-document.ts'
import { PlainError } from '#lib/plain-error.ts'

import { startWorking } from '../worker/main.ts'
import { type Door, HandIn } from './hand-in.ts'
import { packDocument } from './pack-document.ts'
import { secondsSince } from './run-step.ts'

/**
 * Puts the demo's year through the real pipeline. What was filled for another last day, or not to its end, is made anew from
 * nothing.
 */

type DemoConfig = Config & { databaseUrl: string }
type DemoPlace = { config: DemoConfig; urls: DatabaseUrls }
type DemoDoor = Door & { config: DemoConfig; isStopping: () => boolean }
/** A submission and when it would have arrived, in seconds since 1970. */
type Arrived = { id: string; arrives: number }

export async function fillDemo({ config, urls }: DemoPlace, lastDay: string, isStopping: () => boolean): Promise<void> {
  const stamp = path.join(config.dataDir, 'filled-until')
  const { pool } = openDatabase(config.databaseUrl, config.poolMax)
  try {
    const isDemo = await isDemoDatabase(pool)
    if (isDemo && existsSync(stamp) && readFileSync(stamp, 'utf8') === lastDay) return
    rmSync(stamp, { force: true })
    if (isDemo) await beginAnew(urls)
    const organizationId = await makeDemoOrganization(pool)
    await handInYear(lastDay, { pool, config, organizationId, isStopping })
    if (!isStopping()) writeFileSync(stamp, lastDay)
  } finally {
    await closeDatabase()
  }
}

/** @returns whether there is a demo; false when there is nothing yet. @throws PlainError when there is something real. */
async function isDemoDatabase(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ isDemo: boolean }>('select "isDemo" from organization')
  if (rows.some(({ isDemo }) => !isDemo))
    throw new PlainError('The database in the folder of the demo is not one of a demo: set DATA_DIR to another folder.')
  return rows.length > 0
}

async function beginAnew(urls: DatabaseUrls): Promise<void> {
  const owner = new pg.Client({ connectionString: urls.ownerUrl })
  await owner.connect()
  await owner.query('drop schema graphile_worker cascade; drop schema public cascade; create schema public')
  await owner.end()
  await migrate(urls)
}

/** Marked before anything is in it. Its bytes arrived today, whatever day they are given, so they are kept. */
async function makeDemoOrganization(pool: pg.Pool): Promise<string> {
  const id = uuidv7()
  await pool.query(`insert into organization (id, name, "isDemo", "keepBytesDays") values ($1, 'Demo', true, null)`, [
    id,
  ])
  return id
}

async function handInYear(lastDay: string, door: DemoDoor): Promise<void> {
  const began = performance.now()
  const worker = await startWorking(door.pool, door.config)
  try {
    const arrived = await handInAll(lastDay, door)
    if (door.isStopping()) return
    await dateArrivals(arrived, door)
    console.log(`A year up to ${lastDay} was generated: ${arrived.length} reports (${secondsSince(began)}).`)
  } finally {
    await worker.stop()
  }
}

async function handInAll(lastDay: string, door: DemoDoor): Promise<Arrived[]> {
  const planned = planYear(lastDay)
  const bar = new SingleBar({
    format: 'Generating a year: {bar} {percentage}%',
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  })
  const arrived: Arrived[] = []
  const arrives = new Map<string, number>()
  const handIn = new HandIn(door, {
    onAccepted: (id, filename) => arrived.push({ id, arrives: arrives.get(filename)! }),
    onOutcome: ({ filename, status, reason }) => {
      // No report of the demo is odd.
      if (status !== 'stored') throw new Error(`${filename} of the demo was not stored: ${reason?.message ?? status}`)
    },
    onFault: (_, error) => {
      throw error
    },
  })
  bar.start(planned.length, 0)
  for (const plan of planned) {
    if (door.isStopping()) break
    const document = writeDocument(plan)
    if (document) {
      const { filename, bytes } = await packDocument(document)
      arrives.set(filename, document.arrives)
      await handIn.add(filename, [bytes])
    }
    bar.increment()
  }
  await handIn.end(door.isStopping)
  bar.stop()
  return arrived
}

/** The ledger tells the days on which the reports would have come, and nothing later than now. */
async function dateArrivals(arrived: Arrived[], { pool, organizationId }: DemoDoor): Promise<void> {
  await asTenant(pool, organizationId).query(
    `update submission s set "receivedAt" = a.at, "finishedAt" = a.at + (s."finishedAt" - s."receivedAt")
     from (select id, least(to_timestamp(arrives), now()) as at from unnest($2::uuid[], $3::float8[]) as t(id, arrives)) a
     where s."organizationId" = $1 and s.id = a.id`,
    [organizationId, arrived.map(({ id }) => id), arrived.map(({ arrives }) => arrives)],
  )
}
