import { stripVTControlCharacters } from 'node:util'

import { log } from './log.ts'

/**
 * Makes every word of this process a line of its log: what Next and other packages print, Node's warnings, and the error that ends
 * the process.
 */
export function logConsole(): void {
  console.error = (...words) => write('error', words)
  console.warn = (...words) => write('warn', words)
  console.log = (...words) => write('info', words)
  console.info = console.log
  console.debug = (...words) => write('debug', words)
  console.trace = console.debug
  process.removeAllListeners('warning')
  process.on('warning', (error) => log.warn({ error }, 'Node warns'))
  process.on('uncaughtException', (error) => {
    log.fatal({ error }, 'the process ends after an error that nobody caught')
    process.exit(1)
  })
}

type Level = 'error' | 'warn' | 'info' | 'debug'

/** Texts become the message and the first error is described; whatever else is printed may hold anything and stays out. */
function write(level: Level, words: unknown[]): void {
  const error = words.find((word) => word instanceof Error)
  const text = words.filter((word) => typeof word === 'string').join(' ')
  const message = stripVTControlCharacters(text).trim() || (error ? 'an error was reported' : '')
  if (!message) return
  if (error) log[level]({ error }, message)
  else log[level](message)
}
