import { validate } from 'uuid'

/** Whether an id from outside can be one of ours; Postgres would refuse any other text with an error. */
export function isUuid(text: string): boolean {
  return validate(text)
}
