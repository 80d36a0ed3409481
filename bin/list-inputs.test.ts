import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect, test } from 'vitest'

import { listFiles, readInputs } from './list-inputs.ts'

function folderOf(files: Record<string, string>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'signet-test-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    writeFileSync(path.join(root, name), text)
  }
  return root
}

test('finds the files of nested folders, in order of name', async () => {
  const root = folderOf({ 'b/2.xml': '', 'b/1.xml': '', 'a.gz': '' })
  expect((await listFiles([root])).map((file) => path.relative(root, file))).toEqual(['a.gz', 'b/1.xml', 'b/2.xml'])
})

test('takes from a Maildir what is delivered, not what is being delivered nor what the server keeps beside it', async () => {
  const root = folderOf({
    'cur/1:2,S': '',
    'new/2': '',
    'tmp/3': '',
    'dovecot-uidlist': '',
    '.Reports/cur/4': '',
    '.Reports/new/5': '',
  })
  expect((await listFiles([root])).map((file) => path.relative(root, file))).toEqual([
    '.Reports/cur/4',
    '.Reports/new/5',
    'cur/1:2,S',
    'new/2',
  ])
})

test('leaves a folder named tmp alone only within a Maildir', async () => {
  expect(await listFiles([folderOf({ 'tmp/report.xml': '' })])).toHaveLength(1)
})

test('a path that does not exist is an error', async () => {
  await expect(listFiles([path.join(tmpdir(), 'signet-no-such-file')])).rejects.toThrow('ENOENT')
})

test('hands in each mail of a mailbox by itself, and any other file whole', async () => {
  const mail = (n: number): string => `From a@example.com Mon Nov 23 00:00:00 2026\nSubject: ${n}\n\nbody ${n}\n\n`
  const root = folderOf({ 'box.mbox': mail(1) + mail(2), 'report.xml': '<feedback/>' })
  const seen: string[] = []
  for (const file of await listFiles([root]))
    for await (const { name, bytes } of readInputs(file)) {
      let text = ''
      for await (const chunk of bytes.read()) text += chunk.toString()
      seen.push(`${name}: ${/Subject: \d|<feedback\/>/.exec(text)?.[0]}`)
    }
  expect(seen).toEqual(['box.mbox#1: Subject: 1', 'box.mbox#2: Subject: 2', 'report.xml: <feedback/>'])
})
