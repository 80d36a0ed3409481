import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { tryLock, waitForLock } from './process-lock.js'

const folder = mkdtempSync(path.join(tmpdir(), 'signet lock '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function leaveLock(place: string, holder: object): void {
  mkdirSync(place)
  writeFileSync(path.join(place, 'holder.json'), JSON.stringify(holder))
}

test('one holds it, the next is told who, and has it after the release', async () => {
  const place = path.join(folder, 'one')
  const first = tryLock(place)
  expect(first.heldBy).toBeNull()
  expect(tryLock(place)).toEqual({ release: null, heldBy: process.pid })
  const second = waitForLock(place)
  first.release!()
  ;(await second)()
  expect(tryLock(place).heldBy).toBeNull()
})

test('what a dead process left is taken over', () => {
  const place = path.join(folder, 'dead')
  const { pid } = spawnSync(process.execPath, ['--version'])
  leaveLock(place, { pid, started: '1' })
  expect(tryLock(place).heldBy).toBeNull()
})

test.runIf(process.platform === 'linux')('a process that was given a dead holder’s number holds nothing', () => {
  const place = path.join(folder, 'recycled')
  leaveLock(place, { pid: process.pid, started: '1' })
  expect(tryLock(place).heldBy).toBeNull()
})
