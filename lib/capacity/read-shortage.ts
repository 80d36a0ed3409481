import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import path from 'node:path'

import type { Config } from '../config.ts'
import { type Shortage, findShortage } from './shortage.ts'

/** Whose question has no answer after this time finds the pool exhausted. */
const PATIENCE_MS = 3_000

/**
 * Asked before anything is taken in: whether there is room for it on the disk of the data directory and in the pool.
 * @param answer to something small that the database was asked just now.
 * @throws when the database cannot be asked at all.
 */
export async function readShortage(
  answer: Promise<unknown>,
  { dataDir, freeBytesMin }: Pick<Config, 'dataDir' | 'freeBytesMin'>,
): Promise<Shortage | null> {
  const [freeBytes, isDatabaseFree] = await Promise.all([readFreeBytes(dataDir), isInTime(answer)])
  return findShortage({ freeBytes, isDatabaseFree }, freeBytesMin)
}

/** The same, of the pool alone. */
export async function readDatabaseShortage(answer: Promise<unknown>): Promise<Shortage | null> {
  return findShortage({ freeBytes: Infinity, isDatabaseFree: await isInTime(answer) }, 0)
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

function isInTime(answer: Promise<unknown>): Promise<boolean> {
  return Promise.race([answer.then(() => true), falseAfter(PATIENCE_MS)])
}

function falseAfter(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, ms, false).unref())
}
