import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps what names people from who reads the database alone: its keys come from the secret of the installation. */
export type Sealer = {
  /** AES-256-GCM: nonce, tag, ciphertext. */
  seal: (bytes: Uint8Array) => Buffer
  /** @returns null where it was not sealed with this secret, or was altered. */
  open: (sealed: Uint8Array) => Buffer | null
  /** 16 bytes that are the same for the same text, and that nobody without the secret can find the text by. */
  hash: (text: string) => Buffer
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HASH_BYTES = 16

/** @param secret of the installation (lib/auth/secret-key.ts). */
export function sealerOf(secret: string): Sealer {
  const sealKey = deriveKey(secret, 'seal')
  const hashKey = deriveKey(secret, 'hash')
  return {
    seal: (bytes) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, sealKey, nonce)
      const body = Buffer.concat([cipher.update(bytes), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open: (sealed) => {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv(CIPHER, sealKey, sealed.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
      } catch {
        return null
      }
    },
    hash: (text) => createHmac('sha256', hashKey).update(text).digest().subarray(0, HASH_BYTES),
  }
}

function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `signet ${purpose}`, 32))
}
