/** iCloud's id in the catalogue. */
export const ICLOUD = 'icloud'
/** Apple's own company mail. */
export const APPLE = 'apple'

/** Whether a report filed under this receiver claims to be Apple's. Apple is not known to send any. */
export function isApples(receiverId: string): boolean {
  return receiverId === ICLOUD || receiverId === APPLE
}
