import type { Alignment } from './judge-alignment.ts'

type Judged = { result: string | null; alignment: Alignment }

/** Results in the order in which they bear on the verdict, else as the report has them. */
export function byWeight<Result extends Judged>(results: readonly Result[]): Result[] {
  return results.toSorted((a, b) => weight(b) - weight(a))
}

function weight({ result, alignment }: Judged): number {
  return (alignment === 'aligned' ? 2 : 0) + (result === 'pass' ? 1 : 0)
}
