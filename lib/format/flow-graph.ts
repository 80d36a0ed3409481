import { OTHERS } from './top-series.ts'

export type Flow = { receiver: string; verdict: 'pass' | 'fail'; disposition: string; messages: number }

/** `column` is 0 for receivers, 1 for verdicts, 2 for dispositions; links name their ends by their place in `nodes`. */
export type FlowGraph = {
  nodes: { key: string; column: 0 | 1 | 2; messages: number }[]
  links: { source: number; target: number; value: number; verdict: 'pass' | 'fail' }[]
}

/** Flows as a graph of three columns, with the largest receivers and the rest as one. Flows of no message are left out. */
export function flowGraph(flows: Flow[], receiversMax: number): FlowGraph {
  const totals: Record<string, number> = {}
  for (const { receiver, messages } of flows) totals[receiver] = (totals[receiver] ?? 0) + messages
  const ranked = Object.keys(totals).toSorted((a, b) => totals[b]! - totals[a]!)
  const kept = new Set(ranked.length > receiversMax ? ranked.slice(0, receiversMax - 1) : ranked)
  const graph: FlowGraph = { nodes: [], links: [] }
  for (const { receiver, verdict, disposition, messages } of flows) {
    if (messages === 0) continue
    const nodes = [
      nodeOf(graph, 0, kept.has(receiver) ? receiver : OTHERS, messages),
      nodeOf(graph, 1, verdict, messages),
      nodeOf(graph, 2, disposition, messages),
    ] as const
    link(graph, { source: nodes[0], target: nodes[1], value: messages, verdict })
    link(graph, { source: nodes[1], target: nodes[2], value: messages, verdict })
  }
  return graph
}

function nodeOf({ nodes }: FlowGraph, column: 0 | 1 | 2, key: string, messages: number): number {
  const index = nodes.findIndex((node) => node.column === column && node.key === key)
  if (index === -1) return nodes.push({ key, column, messages }) - 1
  nodes[index]!.messages += messages
  return index
}

function link({ links }: FlowGraph, flow: FlowGraph['links'][number]): void {
  const same = links.find(
    ({ source, target, verdict }) => source === flow.source && target === flow.target && verdict === flow.verdict,
  )
  if (same) same.value += flow.value
  else links.push(flow)
}
