import { type Column, DataTable } from '#components/ui/data-table.tsx'
import type { SettingRow } from '#lib/settings/list-settings.ts'

import { SettingTest } from './setting-test.tsx'

import classes from './settings.module.css'

type Row = SettingRow & { isTestable: boolean }

const COLUMNS: Column<Row>[] = [
  { heading: 'Name', phone: 'title', cell: ({ name }) => <code>{name}</code> },
  { heading: 'Value', cell: ({ value }) => (value === null ? 'none' : <span className={classes.value}>{value}</span>) },
  { heading: 'From', short: true, cell: ({ source }) => source },
  { heading: 'Meaning', cell: ({ meaning }) => meaning },
  { heading: 'Try', cell: ({ name, isTestable }) => (isTestable ? <SettingTest name={name} /> : '') },
]

export function SettingTable({ caption, settings }: { caption: string; settings: Row[] }) {
  return <DataTable caption={caption} columns={COLUMNS} rows={settings} rowKey={({ name }) => name} />
}
