import { defineConfig } from 'prisma/config'

// Only `prisma generate` is used. Prisma would fetch an engine for its other commands; any path that exists keeps it from that.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma' })
