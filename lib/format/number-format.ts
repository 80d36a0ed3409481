/**
 * Numbers as the reader writes them. In a browser the page says which way that is (`data-locale` of its root), so that both sides
 * write the same; on the server it is that of the request which is being answered.
 */

const STYLES = {
  whole: { maximumFractionDigits: 0 },
  oneDecimal: { minimumFractionDigits: 1, maximumFractionDigits: 1 },
  compact: { notation: 'compact', maximumFractionDigits: 1 },
} as const satisfies Record<string, Intl.NumberFormatOptions>

const DEFAULT = 'en'
const formats = new Map<string, Intl.NumberFormat>()

/** Set by the web process; absent everywhere else. */
export const localeOfRequest = globalThis as { signetLocale?: () => string | undefined }

export function currentLocale(): string {
  const here =
    typeof document === 'undefined' ? localeOfRequest.signetLocale?.() : document.documentElement.dataset.locale
  return here ?? DEFAULT
}

export function numberFormat(style: keyof typeof STYLES): Intl.NumberFormat {
  const locale = currentLocale()
  const key = `${locale} ${style}`
  const found = formats.get(key) ?? new Intl.NumberFormat(locale, STYLES[style])
  formats.set(key, found)
  return found
}

/** The first of an Accept-Language header, with digits 0 to 9; English where it is none that is known. */
export function chooseLocale(acceptLanguage: string | undefined): string {
  const first = acceptLanguage?.split(/[,;]/, 1)[0]?.trim() ?? ''
  try {
    const [known] = Intl.NumberFormat.supportedLocalesOf(first)
    return known ? new Intl.Locale(known, { numberingSystem: 'latn' }).toString() : DEFAULT
  } catch {
    return DEFAULT
  }
}
