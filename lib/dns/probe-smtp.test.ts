import net from 'node:net'

import { afterEach, expect, test } from 'vitest'

import { probeSmtp } from './probe-smtp.ts'

let server: net.Server | null = null
let connections = 0
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

/** @returns the port of a server that does this with each connection. */
async function serve(work: (socket: net.Socket) => void): Promise<number> {
  connections = 0
  server = net.createServer((socket) => {
    connections += 1
    socket.on('error', () => {}).resume()
    work(socket)
  })
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return (server.address() as net.AddressInfo).port
}

test.for([
  ['a greeting', (socket: net.Socket) => socket.write('220 mx.example.com ESMTP\r\n'), 'greeted'],
  [
    'a greeting of several lines',
    (socket: net.Socket) => socket.write('220-mx.example.com\r\n220 ready\r\n'),
    'greeted',
  ],
  ['a refusal to serve', (socket: net.Socket) => socket.end('554 no service\r\n'), 'other'],
  ['another protocol', (socket: net.Socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'), 'other'],
  ['an end without a word', (socket: net.Socket) => socket.end(), 'other'],
] as const)('tells %s from what else answers', async ([, work, kind]) => {
  const port = await serve(work)
  expect(await probeSmtp('127.0.0.1', port, 2_000)).toEqual({ kind })
})

test('gives up on a server that says nothing', async () => {
  const port = await serve(() => {})
  expect(await probeSmtp('127.0.0.1', port, 100)).toEqual({ kind: 'silent' })
})

test('tells a closed port', async () => {
  const port = await serve(() => {})
  await new Promise<void>((resolve) => server!.close(() => resolve()))
  server = null
  expect(await probeSmtp('127.0.0.1', port, 2_000)).toEqual({ kind: 'refused' })
})

test('connects once for all who look at the same time', async () => {
  const port = await serve((socket) => socket.write('220 mx.example.com\r\n'))
  await Promise.all(Array.from({ length: 5 }, () => probeSmtp('127.0.0.1', port, 2_000)))
  expect(connections).toBe(1)
})
