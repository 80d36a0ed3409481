import { chromium } from '@playwright/test'

import { findInstalledBrowser } from '../bin/find-browser.ts'
import { startSignet } from './instance.ts'
const signet = await startSignet({ command: 'demo', dataDir: '/tmp/demo-data', port: 3777 })
console.log('URL', signet.url)
setInterval(() => {}, 1000)
