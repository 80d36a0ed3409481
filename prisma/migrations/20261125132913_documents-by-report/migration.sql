-- CreateIndex
CREATE INDEX "document_organizationId_reportId_idx" ON "document"("organizationId", "reportId");
