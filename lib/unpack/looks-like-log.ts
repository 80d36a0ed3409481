/** Lines of the mail programs whose logs are read, whichever program of the system writes the lines beside them. */
const MAIL_LINE = [
  /\bpostfix(?:-[\w-]{1,40})?\/[\w/-]{1,60}\[\d{1,10}\]: /,
  /(?:^|\n|: |\] )\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [+-]\d{4})?(?: \[\d{1,10}\])? \w{6}-\w{6,11}-\w{2,4} (?:<=|[=-]>|\*\*|==|>>|Completed|SMTP|H=)/,
  /\[(?:DATA|PROTOCOL|DEBUG|INFO|NOTICE|WARN|ERROR|CRIT|ALERT|EMERG)\] \[(?:-|[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}(?:\.\d{1,4}){0,3})\] \[[\w./-]{1,60}\]/,
  /\blevel=[A-Z]{4,8} uuid=[0-9A-F-]{36}(?:\.\d{1,4}){0,3} source=/,
]
/** A line of syslog, with its time as of old or as ISO 8601. */
const SYSLOG_LINE =
  /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.]{0,10}(?:Z|[+-]\d\d:?\d\d)) [\w.:-]{1,255} \S{1,100}: /
const LINES_MIN = 5
const LINE_MAX = 300

/**
 * Whether text is a mail log. A system's log may begin with many lines of other programs, so it counts as well: whether
 * it tells of mail shows when it is read.
 */
export function looksLikeLog(text: string): boolean {
  return MAIL_LINE.some((pattern) => pattern.test(text)) || looksLikeSyslog(text)
}

function looksLikeSyslog(text: string): boolean {
  const lines = text.split('\n').slice(0, -1)
  if (lines.length < LINES_MIN) return false
  const fitting = lines.filter((line) => SYSLOG_LINE.test(line.slice(0, LINE_MAX)))
  return fitting.length > lines.length / 2
}
