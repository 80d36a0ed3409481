import { CopyLine } from '#components/ui/copy-line.tsx'

import classes from './settings.module.css'

/** How a mail is handed over without SMTP. */
export function MailByHttp({ baseUrl, mayManage }: { baseUrl: string; mayManage: boolean }) {
  return (
    <div className={classes.record}>
      <p>
        Where mail cannot come by SMTP, a program hands over the raw message by HTTP, with a key of the scope ingest.
        docs/ingest has recipes.
      </p>
      <CopyLine
        label="Command that hands over a mail"
        text={`curl -H "Authorization: Bearer $SIGNET_KEY" --data-binary @mail.eml ${baseUrl}/api/v1/mail`}
      />
      {mayManage && (
        <p>
          <a href="/settings/keys">Make a key</a>
        </p>
      )}
    </div>
  )
}
