import { Button, createTheme } from '@mantine/core'

const ink = [
  '#eef2fc',
  '#d9e1f5',
  '#b1c1ea',
  '#869fdf',
  '#6282d5',
  '#4b6fcf',
  '#3a5fc0',
  '#24459b',
  '#1e3b86',
  '#162e6c',
] as const

/** Mantine takes its colours from app/globals.css; this only sets type and shape. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 3 },
  colors: { ink },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  defaultRadius: 4,
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      vars: (_, { variant }) => ({
        root: variant
          ? {}
          : { '--button-bg': 'var(--accent)', '--button-hover': 'var(--accent)', '--button-color': 'var(--on-accent)' },
      }),
    }),
  },
})
