'use client'

import { NativeSelect, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { CopyLine } from '#components/ui/copy-line.tsx'
import { SendForm } from '#components/ui/send-form.tsx'
import { PROVIDER_NAMES, SIGNING, type SigningProvider } from '#lib/webhooks/providers.ts'

import { endpointAddress } from './endpoint-address.ts'

import classes from './settings.module.css'

/** Where each provider shows what it signs by. */
const SECRETS: Record<SigningProvider, string> = {
  ses: 'The ARN of the SNS topic, such as arn:aws:sns:eu-west-1:123456789012:bounces',
  sendgrid: 'The verification key of the signed event webhook',
  mailgun: 'The HTTP webhook signing key',
  mailtrap: 'The signature key of the webhook',
  resend: 'The signing secret of the webhook, which begins with whsec_',
}

export function EndpointForm({ baseUrl }: { baseUrl: string }) {
  const router = useRouter()
  const [provider, setProvider] = useState<SigningProvider>('ses')
  const [made, setMade] = useState<string | null>(null)
  const onDone = (answer: Record<string, unknown>): void => {
    const { provider: of, token } = answer as { provider: SigningProvider; token: string }
    setMade(endpointAddress(baseUrl, { provider: of, token }))
    router.refresh()
  }
  return (
    <>
      {made !== null && (
        <div className={classes.once} role="status">
          <p>It takes events from now on: give this address to the provider.</p>
          <CopyLine label="The new endpoint" text={made} />
        </div>
      )}
      <SendForm to="/api/v1/event-endpoints" submit="Make the endpoint" onDone={onDone}>
        <NativeSelect
          name="provider"
          label="Provider"
          value={provider}
          onChange={({ currentTarget }) => setProvider(currentTarget.value as SigningProvider)}
          data={SIGNING.map((value) => ({ value, label: PROVIDER_NAMES[value] }))}
        />
        <TextInput
          name="secret"
          label={provider === 'ses' ? 'Topic' : 'Secret'}
          description={`${SECRETS[provider]}. It is not shown again.`}
          autoComplete="off"
          required
        />
      </SendForm>
    </>
  )
}
