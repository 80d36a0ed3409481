import { AsyncLocalStorage } from 'node:async_hooks'

import { chooseLocale, localeOfRequest } from '#lib/format/number-format.ts'

const locales = new AsyncLocalStorage<string>()
// Pages are built apart from this process's own code: what they share is the process.
localeOfRequest.signetLocale = () => locales.getStore()

/** Answers a request with numbers as its reader writes them. */
export function inLocale<T>(acceptLanguage: string | undefined, answer: () => T): T {
  return locales.run(chooseLocale(acceptLanguage), answer)
}
