import type { Phase } from './delivery.ts'
import { findHost } from './find-host.ts'
import { commandPhase } from './phases.ts'

/** What a host answered, with the words around it, in sendmail's transcript of the session. */
export type Transcript = { text: string; host: string | null; ip: string | null; phase: Phase }

const ANSWER = /<<< ?([45]\d\d[ -])/
const COMMAND = />>> ?([A-Z]{4}(?: (?:FROM|TO))?|\.)/g
/** What follows an answer, also sendmail's own sentence about it. */
const NEXT =
  /\n(?!<<<)|(?<!^) ?(?:>>>|<<<) ?| 554 5\.0\.0 Service unavailable| [45]\d\d [45]\.\d\.\d <[^<>\n]{1,300}>\.\.\. /

/**
 * The first refusal in sendmail's transcript, `>>>` for what was sent and `<<<` for what was answered, also where its lines were put
 * into one; null where there is none.
 */
export function readTranscript(text: string): Transcript | null {
  const answer = ANSWER.exec(text)
  if (!answer) return null
  const lead = text.slice(Math.max(0, answer.index - 600), answer.index)
  const session = lead.slice(lead.lastIndexOf('while talking to ') + 1)
  const isSession = lead.includes('while talking to ')
  const rest = text.slice(answer.index + 3)
  const commands = [...session.matchAll(COMMAND)]
  const phase = commands.length > 0 ? answeredCommand(commands.at(-1)![1]!, rest) : isSession ? 'connect' : 'unknown'
  return { text: answerText(rest), ...findHost(session.split('\n')[0]!), phase }
}

/** Sendmail sends DATA together with RCPT: a complaint about missing recipients afterwards tells which of them was refused. */
function answeredCommand(command: string, rest: string): Phase {
  const isEarly = /<<< ?[45]\d\d[^\n<]{0,80}(?:valid recipients?|need RCPT|RCPT first|no recipients)/i.test(
    rest.slice(3, 2_000),
  )
  return command === 'DATA' && isEarly ? 'rcpt' : commandPhase(command)
}

function answerText(rest: string): string {
  const lines = rest.trimStart()
  const code = lines.slice(0, 3)
  const more = new RegExp(String.raw`^(?:${code}-[^\n]*(?:\n|\s(?=<<<))(?:<<< ?)?){1,50}`).exec(lines)?.[0] ?? ''
  const last = lines.slice(more.length)
  return (more + last.slice(0, NEXT.exec(last)?.index)).replaceAll(/\n?<<< ?/g, '\n').trim()
}
