/**
 * An Email Worker that passes every mail it is given on to Signet. SIGNET_URL and SIGNET_KEY (a key with the scope ingest) are its
 * variables; see cloudflare.md.
 */
export default {
  async email(message, env) {
    const query = new URLSearchParams({ from: message.from, to: message.to })
    const answer = await fetch(`${env.SIGNET_URL}/api/v1/mail?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${env.SIGNET_KEY}`, 'content-type': 'message/rfc822' },
      // As one piece: a stream whose length is not known would have to be sent in chunks.
      body: await new Response(message.raw).arrayBuffer(),
    })
    if (answer.status === 413) return message.setReject('The mail is larger than Signet accepts.')
    // What is thrown is a temporary failure to the sender, who keeps the mail and tries again.
    if (!answer.ok) throw new Error(`Signet answered ${answer.status}.`)
  },
}
