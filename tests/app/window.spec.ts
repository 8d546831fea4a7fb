import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask, expect, launch, readyPage, test } from '../support/fixture-app.ts'

test('a window opens, shows itself, and the engine answers', async ({ app, page }) => {
  expect(app.windows()).toHaveLength(1)
  const window = await app.browserWindow(page)
  await expect.poll(() => window.evaluate(one => one.isVisible())).toBe(true)
  expect(await window.evaluate(one => one.webContents.getURL())).toBe('app://bundle/index.html')
  expect(await window.evaluate(one => one.getTitle())).toBe('Earshot')
  expect(await page.evaluate(() => isSecureContext)).toBe(true)
  expect((await ask(page, 'library.overview', {})).tracks).toBe(0)
})

test('the window remembers its size and the theme its colour', async ({ folder }) => {
  const data = join(folder, 'data')
  const first = await launch({ data })
  const page = await readyPage(first)
  const window = await first.browserWindow(page)
  await window.evaluate(one => one.setBounds({ x: 40, y: 30, width: 910, height: 640 }))
  await ask(page, 'settings.set', { theme: 'dark' })
  await expect.poll(() => window.evaluate(one => one.getBackgroundColor())).toMatch(/^#17181a$/i)
  await first.close()

  const state = JSON.parse(readFileSync(join(data, 'window/window.json'), 'utf8')) as object
  expect(state).toEqual({
    bounds: { x: 40, y: 30, width: 910, height: 640 },
    maximized: false,
    theme: 'dark'
  })

  const second = await launch({ data })
  const again = await second.browserWindow(await second.firstWindow())
  expect(await again.evaluate(one => one.getBounds())).toMatchObject({ width: 910, height: 640 })
  expect(await again.evaluate(one => one.getBackgroundColor())).toMatch(/^#17181a$/i)
  await second.close()
})

test('the theme of the settings reaches the page', async ({ page }) => {
  const dark = (): Promise<boolean> => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await ask(page, 'settings.set', { theme: 'dark' })
  await expect.poll(dark).toBe(true)
  await ask(page, 'settings.set', { theme: 'light' })
  await expect.poll(dark).toBe(false)
})

test('closing the window quits', async ({ folder }) => {
  const app = await launch({ data: join(folder, 'data') })
  const page = await readyPage(app)
  const closed = app.waitForEvent('close')
  await page.close()
  await closed
})
