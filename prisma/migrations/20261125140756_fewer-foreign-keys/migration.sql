-- DropForeignKey
ALTER TABLE "record" DROP CONSTRAINT "record_organizationId_reportId_fkey";

-- DropForeignKey
ALTER TABLE "source" DROP CONSTRAINT "source_organizationId_fkey";

-- Written by hand from here on.

ALTER TABLE "daily_total" DROP CONSTRAINT "daily_total_organizationId_fkey";
ALTER TABLE "daily_source" DROP CONSTRAINT "daily_source_organizationId_fkey";
