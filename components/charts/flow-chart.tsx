'use client'

import { Layer, Rectangle, ResponsiveContainer, Sankey } from 'recharts'

import type { FlowGraph } from '#lib/format/flow-graph.ts'
import { formatCount } from '#lib/format/format-count.ts'

import { PALETTE, type PaletteKey } from './palette.ts'

export type FlowNode = FlowGraph['nodes'][number] & { label: string; palette: PaletteKey }

type Props = { nodes: FlowNode[]; links: FlowGraph['links']; height: number; label: string }

/** Bands from left to right, as wide as the messages that take that way; passing and failing ones keep their colours. */
export function FlowChart({ nodes, links, height, label }: Props) {
  const data = { nodes: nodes.map((node) => ({ ...node, name: node.label })), links }
  return (
    <ResponsiveContainer width="100%" height={height}>
      <Sankey
        data={data}
        aria-label={label}
        nodeWidth={10}
        nodePadding={18}
        margin={{ top: 8, bottom: 8, left: 0, right: 200 }}
        sort={false}
        node={(props) => <Node {...(props as unknown as NodeProps)} />}
        link={(props) => <Band {...(props as unknown as BandProps)} />}
      />
    </ResponsiveContainer>
  )
}

type NodeProps = { x: number; y: number; width: number; height: number; payload: FlowNode }

function Node({ x, y, width, height, payload: { label, palette, messages } }: NodeProps) {
  return (
    <Layer>
      <Rectangle x={x} y={y} width={width} height={Math.max(height, 1)} fill={PALETTE[palette].color} />
      <text x={x + width + 6} y={y + height / 2} dy="0.35em" fill="var(--ink)" fontSize={12}>
        {label} {formatCount(messages)}
      </text>
    </Layer>
  )
}

type BandProps = {
  sourceX: number
  sourceY: number
  targetX: number
  targetY: number
  sourceControlX: number
  targetControlX: number
  linkWidth: number
  payload: { verdict: 'pass' | 'fail' }
}

function Band(props: BandProps) {
  const { sourceX, sourceY, targetX, targetY, sourceControlX, targetControlX, linkWidth, payload } = props
  return (
    <path
      d={`M${sourceX},${sourceY} C${sourceControlX},${sourceY} ${targetControlX},${targetY} ${targetX},${targetY}`}
      fill="none"
      stroke={PALETTE[payload.verdict].color}
      strokeWidth={Math.max(linkWidth, 1)}
      strokeOpacity={0.28}
    />
  )
}
