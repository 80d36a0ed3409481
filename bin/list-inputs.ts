import type { Stats } from 'node:fs'
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'

import { PlainError } from '#lib/plain-error.ts'
import type { Bytes } from '#lib/unpack/bytes.ts'
import { splitMbox } from '#lib/unpack/mbox.ts'

/** One file to hand in, or one mail of a mailbox, which may be far larger than a submission may be. */
export type Input = { name: string; bytes: Bytes }

const READ_BYTES = 64 * 1024

/** What is no mail in a Maildir: mails that are still being delivered, and what Dovecot and Courier keep beside them. */
const NOT_MAIL =
  /^(tmp|dovecot\.(list\.)?index(\..+)?|dovecot\.mailbox\.log(\.\d+)?|dovecot-(uidlist|uidvalidity(\..+)?|keywords|acl(-list)?)|maildirsize|maildirfolder|subscriptions|courierimap\w+)$/

/**
 * All files under the paths, in order of name, each once. Links are followed; one that leads nowhere is listed, so that whoever
 * reads it can say so.
 * @throws PlainError when a path does not exist or a folder cannot be read.
 */
export async function listFiles(paths: string[]): Promise<string[]> {
  const seen = new Set<string>()
  const files: string[] = []
  for (const one of paths) {
    const stats = await stat(one).catch((error: Error) => throwPlain(error, one))
    if (stats.isDirectory()) await walk(one, seen, files)
    else if (!(await wasSeen(one, seen))) files.push(one)
  }
  return files
}

async function walk(folder: string, seen: Set<string>, files: string[]): Promise<void> {
  // A link may lead back to a folder above it.
  if (await wasSeen(folder, seen)) return
  const names = (await readdir(folder).catch((error: Error) => throwPlain(error, folder))).toSorted()
  const isMaildir = names.includes('cur') && names.includes('new')
  for (const name of names) {
    if (name === '.DS_Store' || (isMaildir && NOT_MAIL.test(name))) continue
    const place = path.join(folder, name)
    const stats: Stats | null = await stat(place).catch(() => null)
    if (stats?.isDirectory()) await walk(place, seen, files)
    else if ((!stats || stats.isFile()) && !(await wasSeen(place, seen))) files.push(place)
  }
}

/** Whether this, by whatever name, was there before. */
async function wasSeen(place: string, seen: Set<string>): Promise<boolean> {
  const real = await realpath(place).catch(() => place)
  if (seen.has(real)) return true
  seen.add(real)
  return false
}

function throwPlain(error: Error & { code?: string }, place: string): never {
  if (error.code === 'ENOENT') throw new PlainError(`There is no file or folder ${place}.`)
  if (error.code === 'EACCES') throw new PlainError(`${place} cannot be read: this user may not read it.`)
  throw new PlainError(`${place} cannot be read (${error.message}).`)
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
