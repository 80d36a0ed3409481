import { AutoSelect } from '#components/layout/auto-controls.tsx'
import { FilterForm } from '#components/layout/filter-form.tsx'

import type { LedgerChoice } from './ledger-href.ts'
import { AUTHENTICITY_WORDS, KIND_WORDS, OUTCOMES, VIA_WORDS } from './ledger-words.ts'

import classes from './inbox.module.css'

/** Narrows the ledger by outcome, way and kind, and looks for a file, a reporter or a domain. Its state is the address. */
export function LedgerFilter({ filter }: { filter: LedgerChoice }) {
  return (
    <section className={classes.filter} aria-label="Filter">
      <FilterForm action="/inbox" key={JSON.stringify(filter)}>
        <AutoSelect name="status" label="Outcome" value={filter.status ?? ''}>
          <option value="">Every outcome</option>
          {Object.entries(OUTCOMES).map(([status, { word }]) => (
            <option key={status} value={status}>
              {word}
            </option>
          ))}
        </AutoSelect>
        <AutoSelect name="via" label="Way" value={filter.via ?? ''}>
          <option value="">Every way</option>
          {Object.entries(VIA_WORDS).map(([via, word]) => (
            <option key={via} value={via}>
              {word}
            </option>
          ))}
        </AutoSelect>
        <AutoSelect name="kind" label="Kind" value={filter.kind ?? ''}>
          <option value="">Every kind</option>
          {Object.entries(KIND_WORDS).map(([kind, word]) => (
            <option key={kind} value={kind}>
              {word}
            </option>
          ))}
        </AutoSelect>
        <AutoSelect name="authenticity" label="Genuine" value={filter.authenticity ?? ''}>
          <option value="">Genuine or not</option>
          {Object.entries(AUTHENTICITY_WORDS).map(([authenticity, word]) => (
            <option key={authenticity} value={authenticity}>
              {word}
            </option>
          ))}
        </AutoSelect>
        <input
          type="search"
          name="search"
          aria-label="File, reporter or domain"
          placeholder="File, reporter or domain"
          defaultValue={filter.search ?? ''}
        />
        <button type="submit">Search</button>
      </FilterForm>
    </section>
  )
}
