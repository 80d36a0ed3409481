/** What a request asked for, in few words: never an id, an address or a name. */
export function routeClass(url: string): string {
  const path = url.split('?', 1)[0]!
  if (path.startsWith('/_next/')) return 'static'
  if (path === '/healthz' || path === '/readyz' || path === '/metrics') return path.slice(1)
  const [, first = '', second = '', third = ''] = path.split('/')
  if (first === 'api' && second === 'v1') return API.has(third) ? `api/${third}` : 'api/other'
  return PAGES.has(first) ? `page/${first || 'overview'}` : 'other'
}

const API = new Set([
  'submissions',
  'summary',
  'timeseries',
  'sources',
  'receivers',
  'domains',
  'reports',
  'jobs',
  'retention',
])
const PAGES = new Set(['', 'sources', 'receivers', 'icloud', 'reports', 'inbox', 'upload'])
