import { expect, test } from 'vitest'

import { type Flow, flowGraph } from './flow-graph.ts'

const flow = (receiver: string, verdict: 'pass' | 'fail', disposition: string, messages: number): Flow => ({
  receiver,
  verdict,
  disposition,
  messages,
})
const FLOWS = [
  flow('google', 'pass', 'none', 90),
  flow('google', 'fail', 'reject', 7),
  flow('yahoo', 'fail', 'none', 3),
  flow('gmx', 'pass', 'none', 2),
  flow('gmx', 'fail', 'none', 0),
]

test('every column holds every message once', () => {
  const { nodes } = flowGraph(FLOWS, 6)
  for (const column of [0, 1, 2])
    expect(nodes.filter((node) => node.column === column).reduce((sum, { messages }) => sum + messages, 0)).toBe(102)
})

test('what enters a node leaves it', () => {
  const { nodes, links } = flowGraph(FLOWS, 6)
  const sum = (end: 'source' | 'target', index: number) =>
    links.filter((link) => link[end] === index).reduce((so, { value }) => so + value, 0)
  nodes.forEach(({ column, messages }, index) => {
    if (column > 0) expect(sum('target', index)).toBe(messages)
    if (column < 2) expect(sum('source', index)).toBe(messages)
  })
})

test('small receivers are one, and a verdict that is also a disposition is two nodes', () => {
  expect(flowGraph(FLOWS, 2).nodes.filter(({ column }) => column === 0)).toEqual([
    { key: 'google', column: 0, messages: 97 },
    { key: 'others', column: 0, messages: 5 },
  ])
  expect(flowGraph([flow('a', 'pass', 'pass', 1)], 6).nodes).toHaveLength(3)
})
