/** Why a peer is refused something: what it is answered. Enhanced codes are those of RFC 3463. */
export class SmtpRefusal extends Error {
  override readonly name = 'SmtpRefusal'
  /** What smtp-server answers with, before the message. */
  readonly responseCode: number

  /** @param code such as `550 5.1.1`. */
  constructor(code: `${number} ${string}`, sentence: string) {
    const [basic, enhanced] = code.split(' ')
    super(`${enhanced} ${sentence}`)
    this.responseCode = Number(basic)
  }
}
