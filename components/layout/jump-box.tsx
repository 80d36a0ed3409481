'use client'

import { Spotlight, type SpotlightActionData, createSpotlight } from '@mantine/spotlight'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'

import { readAddress } from '#lib/dmarc/source-address.ts'
import { FIRST_DAY } from '#lib/filter.ts'

import { type May, PLACES } from './nav-links.tsx'

const [store, actions] = createSpotlight()

type Named = { domains: { domain: string }[]; receivers: { id: string; name: string }[] }

/** @param opened how often it was asked for; each time it opens. */
export function JumpBox({ may, opened }: { may: May; opened: number }) {
  const router = useRouter()
  const [query, setQuery] = useState('')
  const [named, setNamed] = useState<Named>({ domains: [], receivers: [] })
  useEffect(() => actions.open(), [opened])
  useEffect(() => {
    const list = async (name: 'domains' | 'receivers'): Promise<Partial<Named>> => {
      const response = await fetch(`/api/v1/${name}?from=${FIRST_DAY}&limit=500`).catch(() => null)
      return response?.ok ? ((await response.json()) as Partial<Named>) : {}
    }
    void Promise.all([list('domains'), list('receivers')]).then((found) =>
      setNamed((before) => Object.assign({}, before, ...found) as Named),
    )
  }, [])
  const action = (label: string, description: string, href: string): SpotlightActionData => ({
    id: href,
    label,
    description,
    onClick: () => router.push(href),
  })
  const address = readAddress(query.trim())
  const places = PLACES.filter(({ needs }) => !needs || may[needs])
  return (
    <Spotlight
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      attributes={{ content: { 'aria-label': 'Jump to' } }}
      limit={12}
      scrollable
      nothingFound="Nothing is named so"
      searchProps={{ placeholder: 'A page, a domain, a receiver, or an address', 'aria-label': 'Jump to' }}
      actions={[
        ...(address ? [action(query.trim(), 'Source', `/sources/${encodeURIComponent(address)}`)] : []),
        ...places.map(({ label, href }) => action(label, 'Page', href)),
        ...named.domains.map(({ domain }) => action(domain, 'Domain', `/domains/${encodeURIComponent(domain)}`)),
        ...named.receivers.map(({ id, name }) => action(name, 'Receiver', `/receivers/${encodeURIComponent(id)}`)),
      ]}
    />
  )
}
