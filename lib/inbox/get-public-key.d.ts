declare module 'mailauth/lib/tools.js' {
  /** @throws with a code: what the resolver threw, `ESHORTKEY`, or `EINVALID…` for a record that is no key. */
  export function getPublicKey(
    type: 'DKIM',
    name: string,
    bitsMin: number,
    resolver: (name: string, type: string) => Promise<string[][] | string[]>,
  ): Promise<{ publicKey: string; modulusLength?: number }>
}
