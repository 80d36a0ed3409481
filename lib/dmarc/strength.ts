/** How much a policy asks for and a disposition does, so that the two can be compared. */
export const STRENGTH = { none: 0, pass: 0, quarantine: 1, reject: 2 } as const
