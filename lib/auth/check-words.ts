/** What a person may be called, and what a password must be. Each answers with a sentence that says what is wrong, or null. */

export const PASSWORD_MIN = 12
export const PASSWORD_MAX = 128
const EMAIL_MAX = 254
const NAME_MAX = 100

export function checkPassword(password: string): string | null {
  if (password.length < PASSWORD_MIN) return `A password must have ${PASSWORD_MIN} characters or more.`
  if (password.length > PASSWORD_MAX) return `A password must have ${PASSWORD_MAX} characters or fewer.`
  return null
}

/** Whether it is deliverable only a mail can tell. */
export function checkEmail(email: string): string | null {
  return email.length <= EMAIL_MAX && /^[^\s@,;:<>"]+@[^\s@,;:<>"]+$/.test(email)
    ? null
    : 'The e-mail address must look like name@example.com.'
}

/** Of a person, an organization or a key. */
export function checkName(name: string): string | null {
  // oxlint-disable-next-line no-control-regex
  if (!name.trim() || name.length > NAME_MAX || /[\u0000-\u001f\u007f]/.test(name))
    return `A name must have 1 to ${NAME_MAX} characters.`
  return null
}
