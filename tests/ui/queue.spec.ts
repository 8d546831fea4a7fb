import type { Page } from '@playwright/test'
import { expect, library, screen, test } from './window.ts'

const panel = (page: Page) => page.getByRole('complementary', { name: 'Queue' })
const titles = (page: Page) => panel(page).locator('.title')
const queued = (page: Page): Promise<number[]> =>
  page.evaluate(() => window.app.player.queue.entries.map(({ id }) => id))
const listed = (page: Page, ...places: number[]): Promise<number[]> =>
  page.evaluate(at => at.map(place => window.app.list.ids[place]!), places)

test('tracks are queued from the list, put in order, taken out, and all of it taken back', async ({
  openWindow
}) => {
  const page = await openWindow(library(8))
  const [a, b, c, d] = (await listed(page, 0, 1, 2, 3)) as [number, number, number, number]
  await page.getByRole('grid').focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('a')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+A')
  const notices = page.getByRole('region', { name: 'Notices' })
  await expect(notices).toContainText('plays next')
  expect(await queued(page)).toEqual([c, a, b])
  await notices.getByRole('button', { name: 'Undo' }).last().click()
  expect(await queued(page)).toEqual([a, b])

  await page.keyboard.press('q')
  await expect(panel(page).getByRole('grid')).toBeFocused()
  await expect(panel(page)).toContainText('2 tracks to come')
  await page.keyboard.press('Enter')
  await page.waitForFunction(id => window.app.player.track?.id === id, a)
  await page.evaluate(id => window.app.player.queue.add([id]), d)
  await page.keyboard.press('End')
  await page.keyboard.press('Alt+ArrowUp')
  expect(await queued(page)).toEqual([a, d, b])
  await page.keyboard.press('Delete')
  expect(await queued(page)).toEqual([a, b])
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  expect(await queued(page)).toEqual([a, b, d])
  await panel(page).locator('[role=row]').nth(2).dragTo(panel(page).locator('[role=row]').nth(1))
  expect(await queued(page)).toEqual([a, d, b])
  await page.locator('#track-list-row-5').dragTo(panel(page).locator('[role=row]').nth(1))
  expect(await queued(page)).toEqual([a, ...(await listed(page, 5)), d, b])
  await panel(page).getByRole('button', { name: 'Clear the queue' }).click()
  await expect(titles(page)).toHaveCount(1)
  await panel(page).getByRole('button', { name: 'Undo the last change' }).click()
  await expect(titles(page)).toHaveCount(4)

  await panel(page).getByRole('button', { name: 'Save the queue' }).click()
  await expect(page.getByRole('dialog', { name: 'Save as playlist' })).toContainText('4 tracks')
  await page.keyboard.press('Escape')
  await page.keyboard.press('q')
  await expect(panel(page)).toHaveCount(0)

  await page.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Pause' }).click()
  await page.waitForFunction(() => window.app.player.paused)
  await page.evaluate(() => window.app.player.seek(30))
  await page.getByRole('searchbox').fill('rain')
  await page.waitForFunction(() => window.fake.options.window.view?.search === 'rain')
  await page.waitForFunction(() => window.fake.options.window.position?.time === 30)
  const before = await queued(page)
  const again = await openWindow(
    library(8, await page.evaluate(() => ({ window: window.fake.options.window })))
  )
  await expect(again.getByRole('searchbox')).toHaveValue('rain')
  await again.waitForFunction(id => window.app.player.track?.id === id, a)
  expect(await queued(again)).toEqual(before)
  expect(await again.evaluate(() => [window.app.player.time, window.app.player.paused])).toEqual([30, true])
  await again
    .getByRole('region', { name: 'Player' })
    .getByRole('button', { name: 'Play', exact: true })
    .click()
  await again.waitForFunction(() => window.app.player.time > 30 && !window.app.player.paused)
})

const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 2560, height: 1440 }
]
for (const theme of ['light', 'dark'] as const)
  test(`the queue of a list, played beside and shuffled by sound, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(library(1284, { settings: { theme } }))
    await page.evaluate(() => window.app.play(window.app.list.ids[3]!))
    await page.waitForFunction(() => !window.app.player.paused)
    const { title, artist } = (await page.evaluate(() => window.app.player.track))!
    await expect(page).toHaveTitle(`${title} – ${artist}`)
    const told = (): Promise<unknown> =>
      page.evaluate(() => [navigator.mediaSession.metadata?.title, navigator.mediaSession.playbackState])
    await expect.poll(told).toEqual([title, 'playing'])
    await page.evaluate(() => window.app.go('settings'))
    await page.getByText('Each track').click()
    const level = page.getByText(`${title}: `)
    await expect(level).toContainText(/[+−]\d\.\d dB, (from the file’s tags|measured)/)
    await page.getByLabel('Crossfade').selectOption('6 seconds')
    await page.waitForFunction(() => window.app.preferences.value.crossfade === 6)
    await level.scrollIntoViewIfNeeded()
    await screen(page, `loudness-${theme}`)
    await page.evaluate(() => window.app.go('library'))
    await page.keyboard.press('q')
    await expect(panel(page)).toContainText('1,280 tracks to come')
    for (const size of sizes) {
      await page.setViewportSize(size)
      await expect(panel(page)).toBeVisible()
      const { width } = (await page.locator('.player').boundingBox())!
      expect(await page.locator('.player').evaluate(bar => bar.scrollWidth)).toBeLessThanOrEqual(width)
      await screen(page, `queue-${theme}-${size.width}`)
    }
    await page.setViewportSize(sizes[0]!)
    await panel(page).getByText('By sound').click()
    await page.waitForFunction(() => window.fake.calls.some(({ name }) => name === 'drafts.smooth'))
    await panel(page).getByText('Keep playing').click()
    await page.evaluate(() => window.app.player.queue.clear())
    await page.evaluate(() => window.app.player.queue.extend())
    await expect(panel(page).getByText('fits the last tracks')).toHaveCount(10)
    await screen(page, `queue-goes-on-${theme}`)
    await page.keyboard.press('Shift+R')
    await expect(panel(page).getByRole('button', { name: 'Repeat the queue' })).toBeVisible()

    const track = await page.evaluate(() => window.app.player.track?.id)
    await page.evaluate(() => window.app.hear(77, 5))
    const player = page.getByRole('region', { name: 'Player' })
    await expect(player.locator('button.back')).toBeVisible()
    await screen(page, `queue-beside-${theme}`)
    await player.locator('button.back').click()
    await page.waitForFunction(id => window.app.player.track?.id === id, track)
  })
