import { listSettings } from '#lib/settings/list-settings.ts'

import { route } from '../handle.ts'
import { json } from '../respond.ts'

/** The settings of the installation, each with where its value comes from; of secrets only whether they are set. */
export const GET = route('install', () => json({ settings: listSettings(), nextCursor: null }))
