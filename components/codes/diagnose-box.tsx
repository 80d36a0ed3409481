'use client'

import { type FormEvent, useState } from 'react'

import { QuotedText } from '#components/ui/quoted-text.tsx'
import { send } from '#components/ui/send.ts'
import type { Diagnosis } from '#lib/deliveries/diagnose.ts'

import classes from './codes.module.css'

type State = { diagnosis: Diagnosis | null; problem: string | null; isBusy: boolean }

/** Where a refusal is pasted and explained. What was pasted goes to the server in a request of its own, and nowhere else. */
export function DiagnoseBox() {
  const [{ diagnosis, problem, isBusy }, setState] = useState<State>({ diagnosis: null, problem: null, isBusy: false })
  const [text, setText] = useState('')
  const explain = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    setState({ diagnosis: null, problem: null, isBusy: true })
    const sent = await send('POST', '/api/v1/bounces/diagnose', { text })
    const answer = sent.answer as Diagnosis | null
    setState({ diagnosis: answer, problem: sent.problem, isBusy: false })
  }
  return (
    <form className={classes.box} onSubmit={(event) => void explain(event)}>
      <label htmlFor="pasted">Paste the line from your log, or the whole bounce</label>
      <textarea
        id="pasted"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        rows={5}
        required
        spellCheck={false}
        placeholder="550 5.7.1 [CS01] Message rejected due to local policy. Please visit …"
      />
      <button type="submit" disabled={isBusy}>
        Explain
      </button>
      <p className={classes.soft}>Nothing of it is stored.</p>
      <div aria-live="polite">
        {problem && <p role="alert">{problem}</p>}
        {diagnosis && <Explained diagnosis={diagnosis} />}
      </div>
    </form>
  )
}

const CERTAINTIES: Record<Diagnosis['certainty'], string> = {
  yes: 'Apple’s answer',
  inferred: 'Most likely Apple’s answer',
  no: 'Not Apple’s answer',
  unknown: 'Whose answer it is cannot be told',
}

function Explained({ diagnosis }: { diagnosis: Diagnosis }) {
  const { certainty, code, reply, meaning, nextSteps, unknowable } = diagnosis
  return (
    <section className={classes.answer} aria-label="What it says">
      <h2>
        {CERTAINTIES[certainty]}
        {code && ` [${code}]`}
      </h2>
      {reply && <QuotedText label="The reply" text={reply} />}
      <p>{meaning}</p>
      {nextSteps.length > 0 && (
        <>
          <h3>What to do first</h3>
          <ol>
            {nextSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      )}
      {unknowable.length > 0 && (
        <>
          <h3>What nobody outside Apple can know</h3>
          <ul>
            {unknowable.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
