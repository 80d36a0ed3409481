'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'

import { Quiet } from '#components/ui/quiet.tsx'
import { Section } from '#components/ui/section.tsx'
import { formatCounted } from '#lib/format/format-count.ts'

import { findLines } from './find-lines.ts'

import classes from './report-xml.module.css'

/** Characters shown; a report may have tens of millions, and the file has them all. */
const SHOWN_MAX = 400_000

/** The XML as its reporter wrote it, as text: shown when asked for, searched line by line, and for download. */
export function ReportXml({ id, isKept }: { id: string; isKept: boolean }) {
  const address = `/api/v1/reports/${encodeURIComponent(id)}/xml`
  const [xml, setXml] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isLoading, setLoading] = useState(false)
  const load = async (): Promise<void> => {
    setLoading(true)
    const response = await fetch(address).catch(() => null)
    if (response?.ok) setXml(await response.text())
    else setProblem('The XML cannot be shown: its bytes are no longer kept, or Signet did not answer.')
    setLoading(false)
  }
  return (
    <Section title="XML" aside={isKept && <a href={address}>Download XML</a>}>
      {!isKept && <Quiet>The bytes that this report came in are no longer kept.</Quiet>}
      {problem !== null && <p role="alert">{problem}</p>}
      {isKept && xml === null && (
        <Button size="compact-sm" variant="default" loading={isLoading} onClick={() => void load()}>
          Show XML
        </Button>
      )}
      {xml !== null && <XmlLines xml={xml.slice(0, SHOWN_MAX)} isCut={xml.length > SHOWN_MAX} />}
    </Section>
  )
}

function XmlLines({ xml, isCut }: { xml: string; isCut: boolean }) {
  const [search, setSearch] = useState('')
  const { lines, count } = findLines(xml, search)
  return (
    <>
      <div className={classes.tools}>
        <input
          type="search"
          aria-label="Search the XML"
          placeholder="Search the XML"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span role="status">{search && `found in ${formatCounted(count, 'line')}`}</span>
      </div>
      <pre className={classes.xml} tabIndex={0} aria-label="XML of the report">
        {lines.map(({ number, text, isFound }) => (
          <div key={number} data-found={isFound || undefined}>
            {text}
          </div>
        ))}
      </pre>
      {isCut && <Quiet>This is the beginning; the file for download has all of it.</Quiet>}
    </>
  )
}
