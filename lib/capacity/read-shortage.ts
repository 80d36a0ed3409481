import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import path from 'node:path'

import type pg from 'pg'

import type { Config } from '../config.ts'
import { type Shortage, findShortage } from './shortage.ts'

/** Who waits longer than this for a connection finds the pool exhausted. */
const PATIENCE_MS = 3_000

/**
 * Asked before anything is taken in: whether there is room for it on the disk of the data directory and in the pool.
 * @throws when the database cannot be asked at all.
 */
export async function readShortage(
  pool: pg.Pool,
  { dataDir, freeBytesMin }: Pick<Config, 'dataDir' | 'freeBytesMin'>,
): Promise<Shortage | null> {
  const [freeBytes, isDatabaseFree] = await Promise.all([readFreeBytes(dataDir), isFree(pool)])
  return findShortage({ freeBytes, isDatabaseFree }, freeBytesMin)
}

/** The same, of the disk alone. */
export async function readDiskShortage({
  dataDir,
  freeBytesMin,
}: Pick<Config, 'dataDir' | 'freeBytesMin'>): Promise<Shortage | null> {
  return findShortage({ freeBytes: await readFreeBytes(dataDir), isDatabaseFree: true }, freeBytesMin)
}

/** Bytes that this user may still write on the disk of a folder, which need not be there yet. */
export async function readFreeBytes(folder: string): Promise<number> {
  let place = path.resolve(folder)
  while (!existsSync(place)) place = path.dirname(place)
  const { bavail, bsize } = await statfs(place)
  return bavail * bsize
}

const probes = new WeakMap<pg.Pool, Promise<true>>()

/** However many ask at once, one of them waits in the pool's line. */
async function isFree(pool: pg.Pool): Promise<boolean> {
  let probe = probes.get(pool)
  if (!probe) {
    probe = pool.query('select 1').then(() => true as const)
    probes.set(pool, probe)
    probe.catch(() => {}).finally(() => probes.delete(pool))
  }
  return Promise.race([probe, falseAfter(PATIENCE_MS)])
}

function falseAfter(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, ms, false).unref())
}
