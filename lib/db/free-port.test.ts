import { createServer } from 'node:net'

import { expect, test } from 'vitest'

import { findFreePort, tryPort } from './free-port.ts'

test('tells a port that is free, one that is taken and an address that this machine does not have', async () => {
  const port = await findFreePort()
  expect(await tryPort('127.0.0.1', port)).toBeNull()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
  expect(await tryPort('127.0.0.1', port)).toBe('EADDRINUSE')
  expect(await findFreePort(port)).not.toBe(port)
  other.close()
  expect(await tryPort('192.0.2.1', port)).toBe('EADDRNOTAVAIL')
})
