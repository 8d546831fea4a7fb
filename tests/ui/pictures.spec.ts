import { fakeJob } from '../support/fake-engine.ts'
import { fakeProviders, manyFailures } from './scenes.ts'
import { expect, library, screen, test } from './window.ts'

/** Pictures to look at, of a made-up library: test-results/screens/picture-*.png. Those of the pages are of a real one (npm run site). */

const query = 'dreamy synths, rainy night -vocals year:1980..1989'

test('first run', async ({ openWindow }) => {
  const page = await openWindow({ settings: { theme: 'light' } })
  await expect(page.getByRole('button', { name: 'Choose your music folder' })).toBeVisible()
  await screen(page, 'picture-first-run')
})

for (const theme of ['light', 'dark'] as const) {
  test(`search, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(library(41_902, { settings: { theme }, cut: 12 }))
    const box = page.getByRole('searchbox')
    await box.fill(query)
    await expect(page.getByText(/12 of [\d,]+ sound like it/)).toBeVisible()
    await box.press('Shift+Enter')
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    await page.waitForTimeout(700)
    await screen(page, theme === 'dark' ? 'picture-search-dark' : 'picture-search')
  })
}

test('listening', async ({ openWindow }) => {
  const job = fakeJob('analysis', { done: 28_396, failed: 14, total: 41_902, pace: 212, remaining: 3818 })
  const page = await openWindow(
    library(41_902, {
      settings: { theme: 'light' },
      analysed: 28_410,
      jobs: [job],
      cut: 31,
      failures: manyFailures.slice(0, 14)
    })
  )
  await page.getByRole('searchbox').fill('slow electric piano -vocals')
  await expect(page.getByText('28,410 of 41,902 heard so far')).toBeVisible()
  await expect(page.getByRole('row').nth(5)).toContainText(/\d:\d\d/)
  await page.waitForTimeout(500)
  await screen(page, 'picture-listening')
})

test('settings', async ({ openWindow }) => {
  const page = await openWindow(
    library(41_902, {
      settings: { theme: 'light' },
      providers: fakeProviders.filter(one => (one.reason !== null ? one.provider === 'CUDA' : true))
    })
  )
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Check everything' }).click()
  await expect(page.getByText('Everything is in order.')).toBeVisible()
  await page.mouse.move(640, 790)
  await screen(page, 'picture-settings')
})
