import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
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

async function namesIn(root: string): Promise<string[]> {
  return (await listFiles([root])).map((file) => path.relative(root, file))
}

test('finds the files of nested folders, in order of name', async () => {
  const root = folderOf({ 'b/2.xml': '', 'b/1.xml': '', 'a.gz': '' })
  expect(await namesIn(root)).toEqual(['a.gz', 'b/1.xml', 'b/2.xml'])
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
  expect(await namesIn(root)).toEqual(['.Reports/cur/4', '.Reports/new/5', 'cur/1:2,S', 'new/2'])
})

test('leaves a folder named tmp alone only within a Maildir', async () => {
  expect(await listFiles([folderOf({ 'tmp/report.xml': '' })])).toHaveLength(1)
})

test('knows the files of mail servers by their whole names, and only within a Maildir', async () => {
  const kept = {
    'cur/1': '',
    'new/2': '',
    'dovecot.org!example.com!1!2.xml.gz': '',
    'subscriptions.example!example.com!1!2.xml': '',
  }
  const skipped = {
    'dovecot.index': '',
    'dovecot.index.log.2': '',
    'dovecot.list.index.log': '',
    'dovecot-uidvalidity.5f3a': '',
    'dovecot-keywords': '',
    'dovecot-acl-list': '',
    maildirsize: '',
    subscriptions: '',
    courierimapuiddb: '',
  }
  expect(await namesIn(folderOf({ ...kept, ...skipped }))).toEqual(Object.keys(kept).toSorted())
  expect(await namesIn(folderOf({ subscriptions: '', 'dovecot-keywords': '' }))).toHaveLength(2)
  expect(await namesIn(folderOf({ 'cur/subscriptions': '', 'new/2': '' }))).toEqual(['cur/subscriptions', 'new/2'])
})

test('leaves the notes that macOS keeps in folders alone', async () => {
  expect(await namesIn(folderOf({ 'a/.DS_Store': '', '.DS_Store': '', 'a/1.xml': '' }))).toEqual(['a/1.xml'])
})

test('follows links, takes nothing twice and ends where they lead in a circle', async () => {
  const elsewhere = folderOf({ 'far.xml': '', 'deep/deeper.xml': '' })
  const root = folderOf({ 'near.xml': '' })
  symlinkSync(path.join(elsewhere, 'far.xml'), path.join(root, 'a-file.xml'))
  symlinkSync(path.join(elsewhere, 'deep'), path.join(root, 'b-folder'))
  symlinkSync(root, path.join(root, 'c-circle'))
  symlinkSync(path.join(root, 'near.xml'), path.join(root, 'z-again.xml'))
  expect(await namesIn(root)).toEqual(['a-file.xml', 'b-folder/deeper.xml', 'near.xml'])
})

test('lists a link that leads nowhere, so that it is not passed over in silence', async () => {
  const root = folderOf({})
  symlinkSync(path.join(root, 'gone.xml'), path.join(root, 'link.xml'))
  expect(await namesIn(root)).toEqual(['link.xml'])
})

test('takes a file that was named itself, whatever its name', async () => {
  const root = folderOf({ 'cur/1': '', 'new/2': '', subscriptions: '' })
  expect(await listFiles([path.join(root, 'subscriptions')])).toHaveLength(1)
})

test('a path that does not exist is said in a sentence', async () => {
  const missing = path.join(tmpdir(), 'signet-no-such-file')
  await expect(listFiles([missing])).rejects.toThrow(`There is no file or folder ${missing}.`)
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
