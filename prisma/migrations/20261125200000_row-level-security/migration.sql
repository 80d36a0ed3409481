-- Row-level security, written by hand (docs/decisions/0011). A transaction sees the rows of the organization that is set in it, and
-- without one it sees none. Of who is limited to domains, "app.domain_ids" names them; such a transaction reads, and writes nothing.
-- After a transaction with a setting the setting is '' and not null.

-- What these look into has policies of its own, so what they find is within the domains. They are functions because the cost of a
-- sub-query would count in the plans of everybody, and hardly anybody is limited.
CREATE FUNCTION sees_report(organization uuid, report uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM report p WHERE p."organizationId" = organization AND p.id = report);
END $$;

CREATE FUNCTION sees_receiver(organization uuid, receiver text) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM report p WHERE p."organizationId" = organization AND p."receiverId" = receiver);
END $$;

DO $$
DECLARE
  tenant text := $expr$"organizationId" = nullif(current_setting('app.organization_id', true), '')::uuid$expr$;
  -- The sub-selects have a setting read once for each statement, and not once for each row.
  whole text := $expr$(SELECT coalesce(current_setting('app.domain_ids', true), '') = '')$expr$;
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
      WHEN name = 'record' THEN 'sees_report("organizationId", "reportId")'
      WHEN name = 'receiver' THEN 'sees_receiver("organizationId", id)'
      -- Among them "source", whose days are those of all domains.
      ELSE 'false'
    END;
    EXECUTE format('CREATE POLICY within_domains ON %I AS RESTRICTIVE USING (%s OR %s) WITH CHECK (%s)',
      name, whole, seen, whole);
    EXECUTE format('CREATE POLICY within_domains_no_deletion ON %I AS RESTRICTIVE FOR DELETE USING (%s)', name, whole);
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
