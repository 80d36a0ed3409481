import { createInterface } from 'node:readline/promises'

/** Asks on the console that a name be typed. @returns whether it was; an end of the input is a no. */
export async function confirm(name: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const ended = new Promise<null>((resolve) => terminal.once('close', () => resolve(null)))
  const typed = await Promise.race([terminal.question(`Type ${name} to delete it: `), ended])
  terminal.close()
  return typed?.trim() === name
}
