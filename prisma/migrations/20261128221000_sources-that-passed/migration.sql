-- Whether a source ever passed DMARC for a domain: what makes its mail one's own.
CREATE INDEX "daily_source_passed" ON "daily_source" ("organizationId", "domainId", "sourceIp") WHERE "verdict" = 'pass';
