import { notFound } from 'next/navigation'

import { requireSomebody } from '#app/page-access.ts'

export const dynamic = 'force-dynamic'

/** Who may see nothing here does not learn what there is. */
export default async function MissingPage() {
  await requireSomebody()
  notFound()
}
