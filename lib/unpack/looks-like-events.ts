/** One of these names is in each event of its provider. */
const NAMES = new RegExp(
  [
    String.raw`\\?"(?:notificationType|TopicArn|bouncedRecipients|complainedRecipients)\\?"`, // Amazon SES, by itself or in SNS
    '"(?:sg_event_id|sg_message_id)"', // SendGrid
    '"(?:event-data|delivery-status)"', // Mailgun
    '"RecordType"', // Postmark
    '"msys"', // SparkPost
    '"(?:sending_stream|sending_domain_name)"', // Mailtrap
    '"(?:message-id|ts_event|ts_epoch)"', // Brevo
    String.raw`"type"\s{0,9}:\s{0,9}"email\.[a-z_]{3,40}"`, // Resend
  ].join('|'),
)

/** Whether text is JSON in which a mail provider tells what became of messages. */
export function looksLikeEvents(text: string): boolean {
  return /^[{[]/.test(text) && NAMES.test(text)
}
