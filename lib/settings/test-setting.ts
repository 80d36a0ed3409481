import { readFreeBytes } from '../capacity/read-shortage.ts'
import { readConfig } from '../config.ts'
import { database } from '../db/database.ts'
import { sendMail } from '../notify/send-mail.ts'

export type SettingTest = { isGood: boolean; sentence: string }
/** Who tries it: the address a mail may go to, and the one that the request seems to come from. */
type Asker = { email: string | null; address: string }

const TESTS = {
  DATABASE_URL: testDatabase,
  SMTP_OUT_URL: testMail,
  TRUSTED_PROXIES: testProxies,
  DATA_DIR: testDataDir,
} satisfies Record<string, (asker: Asker) => Promise<SettingTest> | SettingTest>

export type Testable = keyof typeof TESTS

export function isTestable(name: string): name is Testable {
  return Object.hasOwn(TESTS, name)
}

export async function testSetting(name: Testable, asker: Asker): Promise<SettingTest> {
  return TESTS[name](asker)
}

async function testDatabase(): Promise<SettingTest> {
  const began = performance.now()
  const { rows } = await database().pool.query<{ version: string; role: string }>(
    `select current_setting('server_version') as version, current_user as role`,
  )
  const { version, role } = rows[0]!
  const took = (performance.now() - began).toFixed(1)
  return { isGood: true, sentence: `PostgreSQL ${version} answered the role ${role} after ${took} ms.` }
}

async function testMail({ email }: Asker): Promise<SettingTest> {
  const { smtpOut } = readConfig()
  if (!smtpOut) return { isGood: false, sentence: 'SMTP_OUT_URL is not set, so no mail is sent.' }
  if (!email) return { isGood: false, sentence: 'Sign in as a person: the mail goes to your address.' }
  const subject = 'A test from Signet'
  const refused = await sendMail(smtpOut, { to: email, subject, text: 'Outgoing mail works.\n' })
  if (refused) return { isGood: false, sentence: refused }
  return { isGood: true, sentence: `The mail server took a mail to ${email}. Whether it arrives shows in the mailbox.` }
}

function testProxies({ address }: Asker): SettingTest {
  return {
    isGood: true,
    sentence: `To Signet you come from ${address}. If that is a proxy of yours, name it in TRUSTED_PROXIES.`,
  }
}

async function testDataDir(): Promise<SettingTest> {
  const { dataDir, freeBytesMin } = readConfig()
  const freeBytes = await readFreeBytes(dataDir)
  const mebibytes = Math.floor(freeBytes / 1024 / 1024)
  return { isGood: freeBytes >= freeBytesMin, sentence: `${mebibytes} MiB are free on its disk.` }
}
