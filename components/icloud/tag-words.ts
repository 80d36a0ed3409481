import type { BounceFilter } from '#lib/bounce-filter.ts'
import { CLASS_WORDS } from '#lib/deliveries/class-words.ts'
import { MISSING } from '#lib/filter.ts'
import type { IcloudTag } from '#lib/queries/rows.ts'

/** What names a refusal in the days of getIcloudBounces. */
export function tagKey({ code, group, class: replyClass }: IcloudTag): string {
  return code ?? group ?? replyClass
}

/** A refusal's tag as Apple writes it; for one without, what kind of answer it is. */
export function tagWords({ code, group, class: replyClass }: IcloudTag): string {
  if (code !== null) return `[${code}]`
  return group === null ? CLASS_WORDS[replyClass].word : `${CLASS_WORDS[replyClass].word} (${group})`
}

/** What narrows a list of bounces to it. */
export function tagFilter({ code, group, class: replyClass }: IcloudTag): Partial<BounceFilter> {
  if (code !== null) return { code }
  return group === null ? { code: MISSING, group: MISSING, class: replyClass } : { code: MISSING, group }
}
