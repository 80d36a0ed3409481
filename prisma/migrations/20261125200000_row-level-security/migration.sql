-- Row-level security, written by hand (docs/decisions/0011). A transaction sees the rows of the organization that is set in it, and
-- without one it sees none. Of who is limited to domains, "app.domain_ids" names them; such a transaction reads, and writes nothing.

DO $$
DECLARE
  tenant text := $expr$"organizationId" = nullif(current_setting('app.organization_id', true), '')::uuid$expr$;
  limited text := $expr$nullif(current_setting('app.domain_ids', true), '') IS NOT NULL$expr$;
  domains text := $expr$coalesce((SELECT nullif(current_setting('app.domain_ids', true), '')::uuid[]), '{}')$expr$;
  name text;
  seen text;
BEGIN
  FOREACH name IN ARRAY ARRAY['job', 'submission', 'submission_chunk', 'document', 'domain', 'receiver', 'source', 'report',
    'record', 'daily_total', 'daily_source', 'audit_entry']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (%s) WITH CHECK (%s)', name, tenant, tenant);

    seen := CASE
      WHEN name = 'domain' THEN format('id = ANY (%s)', domains)
      WHEN name IN ('report', 'daily_total', 'daily_source') THEN format('"domainId" = ANY (%s)', domains)
      -- These policies look into tables that have a policy of their own, so what they find is within the domains.
      WHEN name = 'record' THEN 'EXISTS (SELECT 1 FROM report p WHERE p."organizationId" = record."organizationId" AND p.id = record."reportId")'
      WHEN name = 'source' THEN 'EXISTS (SELECT 1 FROM daily_source d WHERE d."organizationId" = source."organizationId" AND d."sourceIp" = source.ip)'
      WHEN name = 'receiver' THEN 'EXISTS (SELECT 1 FROM report p WHERE p."organizationId" = receiver."organizationId" AND p."receiverId" = receiver.id)'
      ELSE 'false'
    END;
    EXECUTE format('CREATE POLICY within_domains ON %I AS RESTRICTIVE USING (NOT (%s) OR %s) WITH CHECK (NOT (%s))',
      name, limited, seen, limited);
  END LOOP;
END $$;

-- Work that is not done yet, of all organizations: what an operator is told of them in numbers (lib/metrics).
CREATE FUNCTION open_work() RETURNS TABLE (what text, status text, count bigint, since timestamptz)
LANGUAGE plpgsql AS $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT id FROM organization LOOP
    PERFORM set_config('app.organization_id', one::text, true);
    RETURN QUERY SELECT 'submission', s.status::text, count(*), min(s."receivedAt") FROM submission s
      WHERE s."organizationId" = one AND s.status IN ('queued', 'processing') GROUP BY s.status;
    RETURN QUERY SELECT 'job', j.status::text, count(*), min(j."createdAt") FROM job j
      WHERE j."organizationId" = one GROUP BY j.status;
  END LOOP;
  PERFORM set_config('app.organization_id', '', true);
END $$;
