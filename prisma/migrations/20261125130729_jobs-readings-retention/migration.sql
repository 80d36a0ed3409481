-- CreateEnum
CREATE TYPE "job_kind" AS ENUM ('read_again', 'retention', 'delete_domain');

-- CreateEnum
CREATE TYPE "job_status" AS ENUM ('queued', 'running', 'done', 'failed');

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "isDemo" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "keepBytesDays" INTEGER DEFAULT 90,
ADD COLUMN     "keepRecordsDays" INTEGER,
ADD COLUMN     "keepSumsDays" INTEGER,
ADD COLUMN     "recordsKeptFrom" DATE;

-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "bytesRemovedAt" TIMESTAMPTZ(3),
ADD COLUMN     "jobId" UUID,
ADD COLUMN     "reading" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "changedReading" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "reading" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "report" ADD COLUMN     "passMessages" BIGINT;

-- CreateTable
CREATE TABLE "job" (
    "organizationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "job_kind" NOT NULL,
    "status" "job_status" NOT NULL DEFAULT 'queued',
    "subject" JSONB NOT NULL DEFAULT '{}',
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("organizationId","id")
);

-- CreateIndex
CREATE INDEX "report_organizationId_domainId_receiverId_lastDay_idx" ON "report"("organizationId", "domainId", "receiverId", "lastDay");

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand from here on.

-- Reports from before this column.
UPDATE "report" p SET "passMessages" = coalesce((
    SELECT least(sum(r."count"), 9007199254740991) FROM "record" r
    WHERE r."organizationId" = p."organizationId" AND r."reportId" = p."id" AND r."verdict" = 'pass'), 0);
ALTER TABLE "report" ALTER COLUMN "passMessages" SET NOT NULL;

-- What waits or is being read is few, and asked for often; so are the submissions of one job.
CREATE INDEX "submission_open" ON "submission" ("organizationId", "receivedAt") WHERE "status" IN ('queued', 'processing');
CREATE INDEX "submission_job" ON "submission" ("organizationId", "jobId") WHERE "jobId" IS NOT NULL;
