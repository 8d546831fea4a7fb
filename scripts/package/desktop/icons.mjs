/** node scripts/package/desktop/icons.mjs: draws icons of the app, as systems want them, from resources/icon.svg. */
import { chromium } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../bootstrap.mjs'

const drawing = readFileSync(join(root, 'resources', 'icon.svg'), 'utf8')
const browser = await chromium.launch({
  executablePath: process.env.EARSHOT_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu']
})
for (const size of [16, 32, 48, 64, 128, 256, 512, 1024]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${drawing}`
  )
  await page.screenshot({
    path: join(import.meta.dirname, 'icons', `${size}x${size}.png`),
    omitBackground: true
  })
  await page.close()
}
await browser.close()
