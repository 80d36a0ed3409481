/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // forbidden() answers 403 with app/(signed-in)/forbidden.tsx
  experimental: { authInterrupts: true },
  // `npm run check` and `npm test` look at types; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
}
