import { expect, test } from 'vitest'

import { completeLock } from './complete-lock.js'

test('adds the optional packages of other systems with what their names say, once', () => {
  const optionalDependencies = {
    '@swc/core-linux-x64-musl': '1.2.3',
    '@x/win32-arm64': '2.0.0',
    here: '1.0.0',
    fsevents: '^2.0.0',
  }
  const lock = {
    packages: { '': {}, 'node_modules/a': { optionalDependencies }, 'node_modules/here': { version: '1.0.0' } },
  }
  expect(completeLock(lock)).toEqual(['@swc/core-linux-x64-musl', '@x/win32-arm64'])
  expect(lock.packages).toMatchObject({
    'node_modules/@swc/core-linux-x64-musl': {
      version: '1.2.3',
      cpu: ['x64'],
      os: ['linux'],
      libc: ['musl'],
      optional: true,
    },
    'node_modules/@x/win32-arm64': { version: '2.0.0', cpu: ['arm64'], os: ['win32'], optional: true },
  })
  expect(completeLock(lock)).toEqual([])
})
