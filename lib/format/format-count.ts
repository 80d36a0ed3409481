import { numberFormat } from './number-format.ts'

/** 412906 becomes `412,906`. */
export function formatCount(count: number): string {
  return numberFormat('whole').format(count)
}

/** For axes, where width is scarce: 412906 becomes `412.9K`. */
export function formatCompactCount(count: number): string {
  return numberFormat('compact').format(count)
}

/** `1 message`, `2 messages`; the plural is the singular with an s unless given. */
export function formatCounted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`
}
