import { AutoSelect } from '#components/layout/auto-controls.tsx'
import { FilterForm } from '#components/layout/filter-form.tsx'
import { KINDS, STATUSES, VIAS } from '#lib/queries/ledger-words.ts'

import type { LedgerChoice } from './ledger-href.ts'
import { KIND_WORDS, VIA_WORDS, outcomeOf } from './ledger-words.ts'

import classes from './inbox.module.css'

/** Narrows the ledger by outcome, way and kind, and looks for a file, a reporter or a domain. Its state is the address. */
export function LedgerFilter({ filter }: { filter: LedgerChoice }) {
  return (
    <section className={classes.filter} aria-label="Filter">
      <FilterForm action="/inbox" key={JSON.stringify(filter)}>
        <AutoSelect name="status" label="Outcome" value={filter.status ?? ''}>
          <option value="">Every outcome</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {outcomeOf(status).word}
            </option>
          ))}
        </AutoSelect>
        <AutoSelect name="via" label="Way" value={filter.via ?? ''}>
          <option value="">Every way</option>
          {VIAS.map((via) => (
            <option key={via} value={via}>
              {VIA_WORDS[via] ?? via}
            </option>
          ))}
        </AutoSelect>
        <AutoSelect name="kind" label="Kind" value={filter.kind ?? ''}>
          <option value="">Every kind</option>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {KIND_WORDS[kind] ?? kind}
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
