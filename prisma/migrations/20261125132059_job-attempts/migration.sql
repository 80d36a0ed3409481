-- AlterTable
ALTER TABLE "job" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reason" TEXT;
