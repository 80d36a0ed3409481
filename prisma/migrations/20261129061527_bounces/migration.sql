-- CreateEnum
CREATE TYPE "bounce_kind" AS ENUM ('refused', 'deferred', 'suppressed', 'unreachable');

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "keepPrivateDays" INTEGER NOT NULL DEFAULT 30;

-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "isPrivate" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "bounces" INTEGER,
ADD COLUMN     "complaints" INTEGER,
ADD COLUMN     "deliveries" INTEGER;

-- CreateTable
CREATE TABLE "bounce" (
    "organizationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "bounce_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "receiverId" TEXT,
    "isIcloud" BOOLEAN NOT NULL,
    "appleBasis" TEXT,
    "appleCertainty" TEXT NOT NULL,
    "proof" TEXT,
    "recipientDomain" TEXT,
    "recipientHash" BYTEA,
    "remoteHost" TEXT,
    "remoteIp" INET,
    "smtpCode" INTEGER,
    "status" TEXT,
    "reply" TEXT,
    "quotedBy" JSONB,
    "phase" TEXT NOT NULL,
    "code" TEXT,
    "replyGroup" TEXT,
    "replyClass" TEXT NOT NULL,
    "namedIps" TEXT[],
    "sourceIp" INET,
    "headerFrom" TEXT,
    "envelopeFrom" TEXT,
    "domainId" UUID,
    "reportingHost" TEXT,
    "txnId" TEXT,
    "idHashes" BYTEA[],
    "returnedHeaders" BYTEA,

    CONSTRAINT "bounce_pkey" PRIMARY KEY ("organizationId","id")
);

-- CreateTable
CREATE TABLE "bounce_sighting" (
    "organizationId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "bounceId" UUID NOT NULL,
    "carrier" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bounce_sighting_pkey" PRIMARY KEY ("organizationId","submissionId","ordinal","bounceId")
);

-- CreateTable
CREATE TABLE "delivery" (
    "organizationId" UUID NOT NULL,
    "key" BYTEA NOT NULL,
    "submissionId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "isIcloud" BOOLEAN NOT NULL,
    "receiverId" TEXT,
    "sourceIp" INET,
    "domainId" UUID,
    "messageHash" BYTEA,
    "sendingHash" BYTEA,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("organizationId","key")
);

-- CreateTable
CREATE TABLE "complaint" (
    "organizationId" UUID NOT NULL,
    "key" BYTEA NOT NULL,
    "submissionId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "sourceIp" INET,
    "headerFrom" TEXT,
    "domainId" UUID,
    "feedbackType" TEXT NOT NULL,
    "reporter" TEXT,
    "proof" TEXT,

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("organizationId","key")
);

-- CreateTable
CREATE TABLE "event_endpoint" (
    "token" TEXT NOT NULL,
    "organizationId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "secret" BYTEA,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_endpoint_pkey" PRIMARY KEY ("token")
);

-- CreateIndex
CREATE INDEX "bounce_organizationId_at_id_idx" ON "bounce"("organizationId", "at", "id");

-- CreateIndex
CREATE INDEX "bounce_organizationId_recipientHash_at_idx" ON "bounce"("organizationId", "recipientHash", "at");

-- CreateIndex
CREATE INDEX "bounce_sighting_organizationId_bounceId_idx" ON "bounce_sighting"("organizationId", "bounceId");

-- CreateIndex
CREATE INDEX "delivery_organizationId_submissionId_ordinal_idx" ON "delivery"("organizationId", "submissionId", "ordinal");

-- CreateIndex
CREATE INDEX "delivery_organizationId_messageHash_idx" ON "delivery"("organizationId", "messageHash");

-- CreateIndex
CREATE INDEX "delivery_organizationId_sendingHash_idx" ON "delivery"("organizationId", "sendingHash");

-- CreateIndex
CREATE INDEX "complaint_organizationId_submissionId_ordinal_idx" ON "complaint"("organizationId", "submissionId", "ordinal");

-- CreateIndex
CREATE INDEX "complaint_organizationId_day_idx" ON "complaint"("organizationId", "day");

-- CreateIndex
CREATE INDEX "event_endpoint_organizationId_idx" ON "event_endpoint"("organizationId");

-- AddForeignKey
ALTER TABLE "bounce" ADD CONSTRAINT "bounce_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bounce_sighting" ADD CONSTRAINT "bounce_sighting_organizationId_bounceId_fkey" FOREIGN KEY ("organizationId", "bounceId") REFERENCES "bounce"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_endpoint" ADD CONSTRAINT "event_endpoint_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Below this line written by hand.

-- What shows that a message was the organization's own may come before its bounce or after it.
CREATE INDEX bounce_unverified ON bounce USING gin ("idHashes") WHERE proof IS NULL;
CREATE INDEX bounce_told ON bounce USING gin ("idHashes") WHERE proof IN ('log', 'webhook');
-- Mail to Apple by day: what refusals are held against.
CREATE INDEX delivery_to_icloud ON delivery ("organizationId", at) WHERE "isIcloud";

DO $$
DECLARE
  tenant text := $expr$"organizationId" = nullif(current_setting('app.organization_id', true), '')::uuid$expr$;
  whole text := $expr$(SELECT coalesce(current_setting('app.domain_ids', true), '') = '')$expr$;
  seen text := $expr$"domainId" = ANY (coalesce((SELECT nullif(current_setting('app.domain_ids', true), '')::uuid[]), '{}'))$expr$;
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['bounce', 'bounce_sighting', 'delivery', 'complaint']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (%s) WITH CHECK (%s)', name, tenant, tenant);
    EXECUTE format('CREATE POLICY within_domains ON %I AS RESTRICTIVE USING (%s OR %s) WITH CHECK (%s)',
      name, whole, CASE WHEN name = 'bounce_sighting' THEN 'false' ELSE seen END, whole);
    EXECUTE format('CREATE POLICY within_domains_no_deletion ON %I AS RESTRICTIVE FOR DELETE USING (%s)', name, whole);
  END LOOP;
END $$;
