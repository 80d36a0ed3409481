-- CreateEnum
CREATE TYPE "authenticity" AS ENUM ('verified', 'unverified', 'mismatch');

-- CreateEnum
CREATE TYPE "purpose" AS ENUM ('rua', 'bounce');

-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "acceptedAt" TIMESTAMPTZ(3),
ADD COLUMN     "envelopeFrom" TEXT,
ADD COLUMN     "envelopeTo" TEXT[],
ADD COLUMN     "helo" TEXT,
ADD COLUMN     "ingestToken" TEXT,
ADD COLUMN     "mailCheck" JSONB,
ADD COLUMN     "peer" INET;

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "authenticity" "authenticity",
ADD COLUMN     "authenticityReason" TEXT,
ADD COLUMN     "receiverId" TEXT;

-- AlterTable
ALTER TABLE "report" ADD COLUMN     "authenticity" "authenticity" NOT NULL DEFAULT 'unverified';

-- CreateTable
CREATE TABLE "ingest_address" (
    "token" TEXT NOT NULL DEFAULT substr(replace(gen_random_uuid()::text, '-', ''), 1, 20),
    "organizationId" UUID NOT NULL,
    "purpose" "purpose" NOT NULL,
    "domain" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "retiresAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ingest_address_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "trusted_path" (
    "organizationId" UUID NOT NULL,
    "receiverId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trusted_path_pkey" PRIMARY KEY ("organizationId","receiverId","path")
);

-- CreateIndex
CREATE INDEX "ingest_address_organizationId_idx" ON "ingest_address"("organizationId");

-- AddForeignKey
ALTER TABLE "ingest_address" ADD CONSTRAINT "ingest_address_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trusted_path" ADD CONSTRAINT "trusted_path_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand from here on.

-- The same bytes of a mail are the same mail, sent again because the answer to the first time was lost.
CREATE UNIQUE INDEX submission_mail_once ON submission ("organizationId", sha256) WHERE "envelopeTo" IS NOT NULL;
-- The last mail at each address.
CREATE INDEX submission_by_address ON submission ("organizationId", "ingestToken", id) WHERE "ingestToken" IS NOT NULL;
-- What waits for somebody's decision.
CREATE INDEX document_in_quarantine ON document ("organizationId", domain) WHERE status = 'quarantined';

-- The same rows under another id.
CREATE INDEX report_by_content ON report ("organizationId", "contentHash");

-- An organization has an address from its beginning, whoever makes it.
CREATE FUNCTION give_ingest_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ingest_address ("organizationId", purpose) VALUES (NEW.id, 'rua');
  RETURN NULL;
END $$;
CREATE TRIGGER give_ingest_address AFTER INSERT ON organization FOR EACH ROW EXECUTE FUNCTION give_ingest_address();
INSERT INTO ingest_address ("organizationId", purpose) SELECT id, 'rua' FROM organization;

DO $$
DECLARE
  whole text := $expr$(SELECT coalesce(current_setting('app.domain_ids', true), '') = '')$expr$;
BEGIN
  ALTER TABLE trusted_path ENABLE ROW LEVEL SECURITY;
  ALTER TABLE trusted_path FORCE ROW LEVEL SECURITY;
  CREATE POLICY tenant ON trusted_path USING ("organizationId" = nullif(current_setting('app.organization_id', true), '')::uuid)
    WITH CHECK ("organizationId" = nullif(current_setting('app.organization_id', true), '')::uuid);
  EXECUTE format('CREATE POLICY within_domains ON trusted_path AS RESTRICTIVE USING (%s) WITH CHECK (%s)', whole, whole);
  EXECUTE format('CREATE POLICY within_domains_no_deletion ON trusted_path AS RESTRICTIVE FOR DELETE USING (%s)', whole);
END $$;
