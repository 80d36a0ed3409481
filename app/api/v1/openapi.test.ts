import { readFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import openapi from './openapi.json/openapi.json' with { type: 'json' }

test('describes every route and no other', () => {
  const folder = import.meta.dirname
  const built = globSync('**/route.ts', { cwd: folder }).flatMap((file) => {
    const url = `/${path.dirname(file).replaceAll(/\[(\w+)\]/g, '{$1}')}`
    const source = readFileSync(path.join(folder, file), 'utf8')
    return [...source.matchAll(/export (?:const|function) (GET|POST|PUT|PATCH|DELETE)\b/g)].map(
      ([, verb]) => `${verb} ${url}`,
    )
  })
  const described = Object.entries(openapi.paths).flatMap(([url, verbs]) =>
    Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${url}`),
  )
  expect(built.length).toBeGreaterThan(10)
  expect(described.toSorted()).toEqual(built.toSorted())
})

test('every reference inside points to something', () => {
  const references = [...JSON.stringify(openapi).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
  expect(references.length).toBeGreaterThan(20)
  for (const [, kind, name] of references) expect(openapi.components[kind as 'schemas']).toHaveProperty(name!)
})
