import net from 'node:net'

import type { Greeting } from '../checks/check-ingest-host.ts'

const PORT = 25
const TIMEOUT_MS = 5_000
/** What an address answered is remembered, so that looking at a page again and again connects to nobody again and again. */
const KEPT_MS = 15_000
const KEPT_MAX = 100
/** A greeting may have several lines (RFC 5321 section 4.2); its first characters are enough. */
const CODE = /^220[ -]/

// Next bundles this module more than once in one process.
const held = globalThis as { signetGreetings?: Map<string, { until: number; greeting: Promise<Greeting> }> }

/** Whether a mail server greets at port 25 of an address. It never throws, and ends within 5 seconds. */
export function probeSmtp(address: string, port: number = PORT, timeoutMs: number = TIMEOUT_MS): Promise<Greeting> {
  const kept = (held.signetGreetings ??= new Map())
  const key = `${address} ${port}`
  const known = kept.get(key)
  if (known && known.until > Date.now()) return known.greeting
  if (kept.size >= KEPT_MAX) kept.clear()
  const greeting = greet(address, port, timeoutMs)
  kept.set(key, { until: Date.now() + KEPT_MS, greeting })
  return greeting
}

function greet(host: string, port: number, timeoutMs: number): Promise<Greeting> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port })
    let text = ''
    const end = (kind: Greeting['kind']): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ kind })
    }
    const timer = setTimeout(() => end(text === '' ? 'silent' : 'other'), timeoutMs)
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (text.length >= 4) {
        if (socket.writable) socket.write('QUIT\r\n')
        end(CODE.test(text) ? 'greeted' : 'other')
      }
    })
    socket.on('end', () => end('other'))
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code === 'ECONNREFUSED' ? 'refused' : 'silent'))
  })
}
