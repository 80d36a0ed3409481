import type { Phase } from './delivery.ts'

/** Commands as programs name them, and what stands for the end of the message. */
const COMMANDS: readonly (readonly [RegExp, Phase])[] = [
  [
    /end of (?:the )?(?:data|message)|data (?:block|termination)|end-of-data|\.$|dot\b|message (?:body|content|text)/,
    'end-of-data',
  ],
  [/initial connection|greeting|banner|connect/, 'connect'],
  [/\b(?:ehlo|helo|lhlo)\b/, 'helo'],
  [/\bmail(?: from)?\b/, 'mail'],
  [/\brcpt(?: to)?\b/, 'rcpt'],
  [/\bdata\b/, 'data'],
]

/** What programs write around a reply: Exim, Exchange and others before it, qmail in sentences of its own. */
const BEFORE: readonly (readonly [RegExp, Phase | null])[] = [
  [
    /\b(?:after|in (?:reply|response) to)\s+(?:the\s+)?(?:pipelined\s+)?(?:sending\s+)?([\w -]{2,40}?)(?: command)?(?=\s?[:<,(\n])/i,
    null,
  ],
  [/\bafter (?:EHLO|HELO|LHLO) /i, 'helo'],
  [/refused\sto\stalk\sto\sme/i, 'connect'],
  [/failed after I sent the message/i, 'end-of-data'],
  [/does not like recipient/i, 'rcpt'],
  [/does not like sender/i, 'mail'],
  [/greeting failed/i, 'connect'],
  [/my name was rejected/i, 'helo'],
]

/** A command, as somebody writes it, as the phase in which it is answered. */
export function commandPhase(command: string): Phase {
  const words = command.trim().slice(0, 60).toLowerCase().replaceAll(/\s+/g, ' ')
  return COMMANDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'unknown'
}

/** The phase that the words before a reply name. */
export function phaseBefore(lead: string): Phase {
  for (const [pattern, phase] of BEFORE) {
    const match = pattern.exec(lead)
    if (match) return phase ?? commandPhase(match[1]!)
  }
  return 'unknown'
}
