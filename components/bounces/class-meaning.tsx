import type { ReplyClass } from '#lib/apple/reply-class.ts'
import { CLASS_WORDS } from '#lib/deliveries/class-words.ts'

/** What an answer of this kind says, and what to do first. */
export function ClassMeaning({ replyClass }: { replyClass: ReplyClass }) {
  const { says, first } = CLASS_WORDS[replyClass]
  return (
    <>
      <p>{says}</p>
      <h3>What to do first</h3>
      <ol>
        {first.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  )
}
