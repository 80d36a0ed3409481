import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'

/**
 * The SQL that turns a database of schema `from` (null: an empty one) into one of schema `to`, or null when there is no difference.
 * Compares texts only: no database is needed, and SQL that was added to a migration by hand is never undone.
 */
export async function compareSchemas(from: string | null, to: string): Promise<string | null> {
  const engine = await openEngine(to)
  try {
    const { exitCode, stdout } = await engine.diff({
      from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', ...schemaFile(from) },
      to: { tag: 'schemaDatamodel', ...schemaFile(to) },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    })
    return exitCode === 2 ? (stdout ?? '') : null
  } finally {
    engine.free()
  }
}

function schemaFile(content: string) {
  return { files: [{ path: 'schema.prisma', content }] }
}

let loaded = false

async function openEngine(schema: string): Promise<engineModule.SchemaEngine> {
  if (!loaded) loadEngine()
  loaded = true
  return engineModule.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, noDatabase)
}

/** The package is made for bundlers: in plain Node its WebAssembly has to be put together by hand. */
function loadEngine(): void {
  const bindings = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const place = path.join(path.dirname(bindings), 'schema_engine_bg.wasm')
  const imports = { './schema_engine_bg.js': engineModule } as unknown as WebAssembly.Imports
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(place)), imports)
  const glue = engineModule as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }
  glue.__wbg_set_wasm(exports)
  ;(exports.__wbindgen_start as () => void)()
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: throwPanic } })
}

function throwPanic(message: string): never {
  throw new Error(message)
}

/**
 * The engine wants a connection at birth, and asks it for one thing only: whether the schema exists and which version answers.
 * This one says that it does, on PostgreSQL 15.
 */
const connection = {
  provider: 'postgres',
  adapterName: 'none',
  queryRaw: () =>
    answer({
      columnTypes: [5, 7, 0],
      columnNames: ['exists', 'version', 'numeric_version'],
      rows: [[true, '15', 150_000]],
    }),
  executeRaw: () => answer(0),
  executeScript: () => answer(null),
  dispose: () => answer(null),
  getConnectionInfo: () => ({ ok: true, value: { schemaName: 'public', supportsRelationJoins: true } }),
}

const noDatabase = {
  provider: 'postgres',
  adapterName: 'none',
  errorRegistry: { consumeError: () => undefined },
  connect: () => answer(connection),
  connectToShadowDb: () => answer(connection),
} as unknown as Parameters<typeof engineModule.SchemaEngine.new>[2]

async function answer(value: unknown) {
  return { ok: true, value }
}
