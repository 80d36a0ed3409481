import pg from 'pg'
import { expect, test } from 'vitest'

import { describeError } from './describe-error.ts'

test('says class, code, message and place of an error', () => {
  const error = Object.assign(new TypeError('listen EACCES'), { code: 'EACCES' })
  const { at, ...rest } = describeError(error)
  expect(rest).toEqual({ class: 'TypeError', code: 'EACCES', message: 'listen EACCES' })
  expect(at![0]).toContain('describe-error.test.ts')
})

test('leaves out what Postgres says of the row, the statement and its parameters', () => {
  const error = Object.assign(new pg.DatabaseError('duplicate key value violates unique constraint "x"', 0, 'error'), {
    code: '23505',
    detail: 'Key (email)=(ada@example.com) already exists.',
    where: `COPY report, line 1: "ada@example.com"`,
    hint: 'marker',
    internalQuery: `select 'marker'`,
    parameters: ['marker'],
  })
  const described = describeError(error)
  expect(described).toMatchObject({ class: 'DatabaseError', code: '23505' })
  expect(JSON.stringify(described)).not.toMatch(/ada|marker/)
})

test('leaves out the query and the arguments that Prisma repeats', () => {
  const error = new Error(
    '\nInvalid `prisma.report.findMany()` invocation:\n{ email: marker }\n\nThe server has closed the connection.',
  )
  error.name = 'PrismaClientKnownRequestError'
  const { message } = describeError(error)
  expect(message).toBe('The server has closed the connection.')
})

test('names the cause as well, and ends in a circle of causes', () => {
  const error = new Error('outer', { cause: new Error('mail of ada@example.com') })
  ;(error.cause as Error).cause = error
  expect(describeError(error).cause).toMatchObject({ message: 'mail of …@example.com', cause: { message: 'outer' } })
  expect(describeError(error).cause!.cause!.cause).toBeUndefined()
})

test('tells nothing of a thrown value that is no error', () => {
  expect(JSON.stringify(describeError('marker'))).not.toContain('marker')
})
