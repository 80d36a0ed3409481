import type { Delivery, Reply } from './delivery.ts'

/** Who gave the reply. Where it was quoted, the host that the carrier names is the one that quoted it. */
export function replier(
  reply: Reply | null,
  carrier: { host: string | null; ip: string | null },
): Pick<Delivery, 'reply' | 'remoteHost' | 'remoteIp'> {
  if (!reply?.quotedBy) {
    const isSame = !reply?.host || !carrier.host || reply.host === carrier.host
    return {
      reply,
      remoteHost: reply?.host ?? carrier.host,
      remoteIp: reply?.ip ?? (isSame ? carrier.ip : null),
    }
  }
  const quotedBy = { ...reply.quotedBy, host: reply.quotedBy.host ?? carrier.host }
  return { reply: { ...reply, quotedBy }, remoteHost: reply.host, remoteIp: reply.ip }
}
