/** What tells two reports apart by when and from whom they are, but for the id that the reporter gave them. */
const SAME = ['domainId', 'reporterKey', 'begin', 'end', 'contentHash']

/** SQL: the report `p` holds the records of the report `q` under another id. */
export const IS_COPY = `p."organizationId" = q."organizationId" and p.id <> q.id and p.records > 0
  and ${SAME.map((name) => `p."${name}" = q."${name}"`).join(' and ')}`
