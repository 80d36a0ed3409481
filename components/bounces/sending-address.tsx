import { sourceHref } from '#components/layout/filter-href.ts'
import { NumberLink } from '#components/ui/number-link.tsx'
import { type Filter } from '#lib/filter.ts'
import type { BounceDetail } from '#lib/queries/rows.ts'

type Props = { bounce: BounceDetail; around: Filter }

/** The address that handed the message over, beside the addresses that the reply names. */
export function SendingAddress({ bounce: { sourceIp, namedIps }, around }: Props) {
  return (
    <>
      <p>
        {sourceIp === null ? (
          'No carrier says from which address the message was handed over.'
        ) : (
          <>
            It was handed over from <NumberLink href={sourceHref(sourceIp, around)}>{sourceIp}</NumberLink>.
          </>
        )}
      </p>
      {namedIps.length > 0 && (
        <ul>
          {namedIps.map((ip) => (
            <li key={ip}>
              The reply names {ip}: {saidOf(ip, sourceIp)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function saidOf(ip: string, sourceIp: string | null): string {
  if (sourceIp === null) return 'see whether it is yours. If it is not, whoever passed the message on was refused.'
  if (ip === sourceIp) return 'that is the same address.'
  return 'that is another address. If it is not yours, whoever passed the message on was refused, not you.'
}
