import ipaddr from 'ipaddr.js'

import type { Delivery } from './delivery.ts'
import { field, readFields } from './fields.ts'
import { hostName } from './find-host.ts'
import { ipAddress } from './ip-addresses.ts'

const RECEIVED_FROM = /^from [^\n]{0,300}?[[(](?:IPv6:)?([0-9a-f.:]{3,45})[\])]/i
const RECEIVED_BY = /\sby ([\w.-]{3,255})/i

/**
 * From which address a message was handed to the host that refused it. The returned header tells it where that host wrote its first
 * line, and where Amazon SES noted its own; a relay does not write down its own address, so else it is null.
 */
export function sentFrom({ returnedHeaders, remoteHost, reportingHost }: Delivery): string | null {
  const fields = readFields(returnedHeaders ?? '')
  const noted = /^\d{4}\.\d\d\.\d\d-([0-9a-f.:]{3,45})$/.exec(field(fields, 'x-ses-outgoing') ?? '')?.[1]
  if (noted !== undefined) return publicAddress(noted)
  const received = (field(fields, 'received') ?? '').slice(0, 1_000)
  const by = hostName(RECEIVED_BY.exec(received)?.[1])
  if (by === null || by !== remoteHost || by !== reportingHost) return null
  return publicAddress(RECEIVED_FROM.exec(received)?.[1])
}

function publicAddress(text: string | undefined): string | null {
  const ip = ipAddress(text)
  return ip !== null && ipaddr.parse(ip).range() === 'unicast' ? ip : null
}
