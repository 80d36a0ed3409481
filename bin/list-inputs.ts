import { type FileHandle, open, readdir, stat } from 'node:fs/promises'
import path from 'node:path'

import type { Bytes } from '#lib/unpack/bytes.ts'
import { splitMbox } from '#lib/unpack/mbox.ts'

/** One file to hand in, or one mail of a mailbox, which may be far larger than a submission may be. */
export type Input = { name: string; bytes: Bytes }

const READ_BYTES = 64 * 1024

/** Files that mail programs keep beside the mails of a Maildir. */
const NOT_MAIL = /^(dovecot|maildirsize|maildirfolder|subscriptions|courierimap|\.DS_Store$)/

/**
 * All files under the paths, in order of name. Of a Maildir (a folder with cur, new and tmp) what is still being delivered
 * (tmp) is left alone.
 * @throws Error of the file system when a path does not exist or cannot be read.
 */
export async function listFiles(paths: string[]): Promise<string[]> {
  const files: string[] = []
  for (const one of paths) {
    if (!(await stat(one)).isDirectory()) {
      files.push(one)
      continue
    }
    const entries = (await readdir(one, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1))
    const names = new Set(entries.map((entry) => entry.name))
    const isMaildir = names.has('cur') && names.has('new')
    for (const entry of entries) {
      if (NOT_MAIL.test(entry.name) || (isMaildir && entry.name === 'tmp')) continue
      if (entry.isDirectory() || entry.isFile()) files.push(...(await listFiles([path.join(one, entry.name)])))
    }
  }
  return files
}

/** What a file holds to hand in: itself, or, of a mailbox, each of its mails. Bytes are valid until the next is asked for. */
export async function* readInputs(file: string): AsyncGenerator<Input> {
  const handle = await open(file, 'r')
  try {
    const bytes = fileBytes(handle, (await handle.stat()).size)
    const name = path.basename(file)
    if ((await bytes.slice(0, 5)).toString('latin1') !== 'From ') {
      yield { name, bytes }
      return
    }
    let number = 0
    for await (const mail of splitMbox(bytes)) yield { name: `${name}#${++number}`, bytes: mail }
  } finally {
    await handle.close()
  }
}

function fileBytes(handle: FileHandle, size: number): Bytes {
  const slice = async (position: number, length: number): Promise<Buffer> => {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)))
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position)
    return buffer.subarray(0, bytesRead)
  }
  return {
    size,
    slice,
    async *read() {
      for (let position = 0; position < size; position += READ_BYTES) yield await slice(position, READ_BYTES)
    },
  }
}
