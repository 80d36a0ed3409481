-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "via" AS ENUM ('upload', 'api', 'smtp', 'imap', 'cli', 'event');

-- CreateEnum
CREATE TYPE "status" AS ENUM ('queued', 'processing', 'stored', 'duplicate', 'quarantined', 'rejected');

-- CreateEnum
CREATE TYPE "kind" AS ENUM ('aggregate', 'tls', 'failure', 'complaint', 'bounce', 'log', 'event', 'other');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('pass', 'fail');

-- CreateEnum
CREATE TYPE "disposition" AS ENUM ('none', 'pass', 'quarantine', 'reject');

-- CreateEnum
CREATE TYPE "override" AS ENUM ('arc', 'forwarded', 'mailing_list', 'trusted_forwarder', 'local_policy', 'sampled_out', 'policy_test_mode', 'other', 'unstated');

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission" (
    "organizationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "via" "via" NOT NULL,
    "filename" TEXT,
    "size" BIGINT NOT NULL,
    "sha256" BYTEA,
    "status" "status" NOT NULL,
    "reasonCode" TEXT,
    "reasonMessage" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "submission_pkey" PRIMARY KEY ("organizationId","id")
);

-- CreateTable
CREATE TABLE "submission_chunk" (
    "organizationId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "submission_chunk_pkey" PRIMARY KEY ("organizationId","submissionId","ordinal")
);

-- CreateTable
CREATE TABLE "document" (
    "organizationId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "name" TEXT,
    "kind" "kind" NOT NULL,
    "status" "status" NOT NULL,
    "code" TEXT,
    "message" TEXT,
    "reportId" UUID,
    "reporter" TEXT,
    "domain" TEXT,
    "begin" TIMESTAMPTZ(0),
    "end" TIMESTAMPTZ(0),
    "records" INTEGER,
    "messages" BIGINT,
    "warnings" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "document_pkey" PRIMARY KEY ("organizationId","submissionId","ordinal")
);

-- CreateTable
CREATE TABLE "domain" (
    "organizationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "domain_pkey" PRIMARY KEY ("organizationId","id")
);

-- CreateTable
CREATE TABLE "receiver" (
    "organizationId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "receiver_pkey" PRIMARY KEY ("organizationId","id")
);

-- CreateTable
CREATE TABLE "source" (
    "organizationId" UUID NOT NULL,
    "ip" INET NOT NULL,
    "firstSeen" DATE NOT NULL,
    "lastSeen" DATE NOT NULL,

    CONSTRAINT "source_pkey" PRIMARY KEY ("organizationId","ip")
);

-- CreateTable
CREATE TABLE "report" (
    "organizationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "domainId" UUID NOT NULL,
    "receiverId" TEXT NOT NULL,
    "submissionId" UUID NOT NULL,
    "reporterKey" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "begin" TIMESTAMPTZ(0) NOT NULL,
    "end" TIMESTAMPTZ(0) NOT NULL,
    "firstDay" DATE NOT NULL,
    "lastDay" DATE NOT NULL,
    "records" INTEGER NOT NULL,
    "messages" BIGINT NOT NULL,
    "orgName" TEXT,
    "email" TEXT,
    "extraContactInfo" TEXT,
    "version" TEXT,
    "generator" TEXT,
    "errors" JSONB NOT NULL,
    "policy" JSONB NOT NULL,
    "warnings" JSONB NOT NULL,
    "contentHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_pkey" PRIMARY KEY ("organizationId","id")
);

-- CreateTable
CREATE TABLE "record" (
    "organizationId" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "count" BIGINT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "verdict" "verdict" NOT NULL,
    "disposition" "disposition",
    "override" "override",
    "spfAligned" BOOLEAN NOT NULL,
    "dkimAligned" BOOLEAN NOT NULL,
    "toApple" BOOLEAN NOT NULL,
    "sourceIp" INET,
    "sourceText" TEXT,
    "headerFrom" TEXT,
    "envelopeFrom" TEXT,
    "envelopeTo" TEXT,
    "authResults" JSONB NOT NULL,
    "reasons" JSONB,
    "raw" JSONB,

    CONSTRAINT "record_pkey" PRIMARY KEY ("organizationId","reportId","ordinal","day")
);

-- CreateIndex
CREATE INDEX "document_organizationId_kind_submissionId_idx" ON "document"("organizationId", "kind", "submissionId");

-- CreateIndex
CREATE UNIQUE INDEX "domain_organizationId_name_key" ON "domain"("organizationId", "name");

-- CreateIndex
CREATE INDEX "report_organizationId_lastDay_idx" ON "report"("organizationId", "lastDay");

-- CreateIndex
CREATE INDEX "report_organizationId_submissionId_idx" ON "report"("organizationId", "submissionId");

-- CreateIndex
CREATE UNIQUE INDEX "report_organizationId_domainId_reporterKey_externalId_begin_key" ON "report"("organizationId", "domainId", "reporterKey", "externalId", "begin", "end");

-- CreateIndex
CREATE INDEX "record_organizationId_sourceIp_day_idx" ON "record"("organizationId", "sourceIp", "day");

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_chunk" ADD CONSTRAINT "submission_chunk_organizationId_submissionId_fkey" FOREIGN KEY ("organizationId", "submissionId") REFERENCES "submission"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_organizationId_submissionId_fkey" FOREIGN KEY ("organizationId", "submissionId") REFERENCES "submission"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domain" ADD CONSTRAINT "domain_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receiver" ADD CONSTRAINT "receiver_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_organizationId_domainId_fkey" FOREIGN KEY ("organizationId", "domainId") REFERENCES "domain"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_organizationId_receiverId_fkey" FOREIGN KEY ("organizationId", "receiverId") REFERENCES "receiver"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "record" ADD CONSTRAINT "record_organizationId_reportId_fkey" FOREIGN KEY ("organizationId", "reportId") REFERENCES "report"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand from here on.

-- The daily sums that pages read (lib/rollup): once without and once with the source. Their keys hold NULLs (no disposition
-- stated, no readable source), which count as equal here.
CREATE TABLE "daily_total" (
    "organizationId" UUID NOT NULL,
    "domainId" UUID NOT NULL,
    "messages" BIGINT NOT NULL,
    "estimatedMessages" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "verdict" "verdict" NOT NULL,
    "disposition" "disposition",
    "spfAligned" BOOLEAN NOT NULL,
    "dkimAligned" BOOLEAN NOT NULL,
    "receiverId" TEXT NOT NULL,
    FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "daily_total_key" ON "daily_total"
    ("organizationId", "day", "domainId", "receiverId", "verdict", "disposition", "spfAligned", "dkimAligned") NULLS NOT DISTINCT;

CREATE TABLE "daily_source" (
    "organizationId" UUID NOT NULL,
    "domainId" UUID NOT NULL,
    "messages" BIGINT NOT NULL,
    "estimatedMessages" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "verdict" "verdict" NOT NULL,
    "disposition" "disposition",
    "spfAligned" BOOLEAN NOT NULL,
    "dkimAligned" BOOLEAN NOT NULL,
    "sourceIp" INET,
    "receiverId" TEXT NOT NULL,
    FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "daily_source_key" ON "daily_source"
    ("organizationId", "day", "domainId", "receiverId", "verdict", "disposition", "spfAligned", "dkimAligned", "sourceIp") NULLS NOT DISTINCT;
CREATE INDEX "daily_source_source" ON "daily_source" ("organizationId", "sourceIp", "day");

-- Mail to Apple's domains is looked for on iCloud's page, and rare.
CREATE INDEX "record_to_apple" ON "record" ("organizationId", "day") WHERE "toApple";
