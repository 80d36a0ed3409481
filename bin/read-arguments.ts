import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'

/** The options and words of a command; null in place of the values when there is an option that it does not have. */
export function readArguments<const Options extends ParseArgsOptionsConfig>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch {
    return { values: null, positionals: [] }
  }
}
