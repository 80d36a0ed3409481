import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { Spool } from './spool.ts'

let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'signet-spool-'))
})

afterAll(() => rm(directory, { recursive: true }))

test.each([0, 1, Spool.MEMORY_MAX, Spool.MEMORY_MAX + 1, 3 * Spool.MEMORY_MAX])(
  'gives %i bytes back, again and again and in part, and leaves no file behind',
  async (size) => {
    const bytes = randomBytes(size)
    const spool = await Spool.from([bytes.subarray(0, 10), bytes.subarray(10)], directory)
    expect(spool.size).toBe(size)
    for (let round = 0; round < 2; round++) {
      const chunks = await Array.fromAsync(spool.read())
      expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
    }
    const [start, end] = [Math.floor(size / 3), size + 5]
    expect((await spool.slice(start, end - start)).equals(bytes.subarray(start))).toBe(true)
    expect(await spool.slice(size + 1, 10)).toHaveLength(0)
    expect(await readdir(directory)).toEqual([])
    await spool.close()
    expect(spool.size).toBe(0)
  },
)

test('keeps what is written after it was read', async () => {
  const spool = await Spool.from(
    ['ab', 'cd'].map((text) => Buffer.from(text)),
    directory,
  )
  expect((await spool.slice(1, 2)).toString()).toBe('bc')
  await spool.write(Buffer.from('ef'))
  expect((await spool.slice(0, 9)).toString()).toBe('abcdef')
  await spool.close()
})

test('keeps its bytes when the chunk they came in is used again', async () => {
  const chunk = Buffer.from('first')
  const spool = await Spool.from([chunk], directory)
  chunk.fill('x')
  expect((await spool.slice(0, 5)).toString()).toBe('first')
  await spool.close()
})
