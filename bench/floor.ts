import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { gunzipSync } from 'node:zlib'

import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

import { parseBare } from './bare-saxes.ts'
import { type Workshop, checkpoint, withClient } from './workshop.ts'
import type { Work } from './write-work.ts'

/**
 * The floor: what nobody who stores the same rows can go below by much. Every file is inflated, its text goes through saxes
 * without handlers, and the rows that Signet made of it are copied into an equally migrated, empty database, with the same
 * indexes and foreign keys, in one transaction on one connection, one step after the other.
 */

/** In the order that their foreign keys ask for. */
const TABLES = [
  'organization',
  'submission',
  'submission_chunk',
  'domain',
  'receiver',
  'source',
  'report',
  'document',
  'record',
  'daily_total',
  'daily_source',
]

/** @param filledUrl of the owner of the database that Signet has filled with this work @returns seconds, without the export of the rows. */
export async function measureFloor(workshop: Workshop, work: Work, filledUrl: string): Promise<number> {
  const rows = await exportRows(filledUrl)
  const urls = await workshop.makeDatabase()
  await checkpoint(urls.ownerUrl)
  const seconds = await withClient(urls.ownerUrl, async (client) => {
    const began = performance.now()
    for (const file of work.gzFiles) parseBare(gunzipSync(readFileSync(file)).toString())
    await client.query('begin')
    for (const [table, bytes] of rows)
      await pipeline(Readable.from([bytes]), client.query(copyFrom(`copy ${table} from stdin`)))
    await client.query('commit')
    return (performance.now() - began) / 1000
  })
  await workshop.dropDatabase(urls)
  return seconds
}

async function exportRows(url: string): Promise<[table: string, bytes: Buffer][]> {
  return withClient(url, async (client) => {
    const rows: [string, Buffer][] = []
    for (const table of TABLES) rows.push([table, await buffer(client.query(copyTo(`copy ${table} to stdout`)))])
    return rows
  })
}
