import type { Page } from '@playwright/test'
import { expect, library, test } from './window.ts'

const playFirst = async (page: Page): Promise<void> => {
  await page.getByRole('grid').focus()
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Pause' })
  ).toBeVisible()
}

test('plays, pauses, seeks, skips and sets the volume', async ({ openWindow }) => {
  const page = await openWindow(library())
  await expect(page.getByRole('row').nth(3)).toContainText(/\d:\d\d/)
  await playFirst(page)
  const player = page.getByRole('region', { name: 'Player' })
  // Paused, it stays where it is put however long the test takes to look.
  await player.getByRole('button', { name: 'Pause' }).click()
  await expect(player.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  const seek = player.getByRole('slider', { name: 'Position in the track' })
  const box = (await seek.boundingBox())!
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  const time = (): Promise<number> => page.evaluate(() => window.app.player.time)
  const length = await page.evaluate(() => window.app.player.length)
  await expect.poll(async () => Math.abs((await time()) - length / 2)).toBeLessThan(3)
  await expect(seek).toHaveAttribute('aria-valuetext', /^\d+:\d\d of \d+:\d\d$/)
  await seek.press('Home')
  await expect.poll(time).toBeLessThan(2)
  await seek.press('ArrowRight')
  await expect.poll(time).toBeGreaterThanOrEqual(5)

  const first = await player.locator('.title').textContent()
  await player.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(player.locator('.title')).not.toHaveText(first!)
  await player.getByRole('button', { name: 'Previous' }).click()
  await expect(player.locator('.title')).toHaveText(first!)
  // At its end the next one follows by itself.
  await seek.press('End')
  await expect(player.locator('.title')).not.toHaveText(first!)
  await expect.poll(time).toBeLessThan(10)

  const volume = player.getByRole('slider', { name: 'Volume' })
  await volume.press('ArrowLeft')
  await expect(volume).toHaveAttribute('aria-valuenow', '95')
  await player.getByRole('button', { name: 'Mute' }).click()
  await expect(volume).toHaveAttribute('aria-valuenow', '0')
  await player.getByRole('button', { name: 'Unmute' }).click()
  await expect(volume).toHaveAttribute('aria-valuenow', '95')
})

test('a hit plays from its best moment, and m walks through the moments', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 8 }))
  await page.getByRole('searchbox').fill('rain')
  await expect(page.getByText('8 of 1,284 sound like it')).toBeVisible()
  await page.getByRole('searchbox').press('Shift+Enter')
  const start = await page.evaluate(() => window.app.search.hits[0]!.moment!.start)
  await page.waitForFunction(from => window.app.player.time >= from && window.app.player.duration > 0, start)
  await page.waitForFunction(() => window.app.player.moments.length > 1)
  await page.getByRole('grid').focus()
  const second = await page.evaluate(() => window.app.player.moments[1]!.start)
  await page.keyboard.press('m')
  await page.waitForFunction(at => Math.abs(window.app.player.time - at) < 2, second)
})

test('a format the window cannot play is said in words', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { playable: false }))
  await expect(page.getByRole('row').nth(3)).toContainText(/\d:\d\d/)
  await page.getByRole('grid').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('cannot play this format')
})

test('waveform and heat missing do not stop the music', async ({ openWindow }) => {
  const page = await openWindow(
    library(1284, { errors: { 'audio.waveform': 'internal', 'search.heat': 'internal' } })
  )
  await expect(page.getByRole('row').nth(3)).toContainText(/\d:\d\d/)
  await playFirst(page)
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a track is rated in the details, by mouse and by keyboard, and the rating goes away again', async ({
  openWindow
}) => {
  const page = await openWindow(library())
  await page.getByRole('grid').focus()
  await page.keyboard.press('End')
  const rating = page.getByRole('group', { name: 'Your rating' })
  await rating.getByRole('button', { name: /^4 of 5 stars/ }).click()
  await expect(rating.getByRole('button', { pressed: true })).toHaveAccessibleName(/^4 of 5 stars: take/)
  await rating.getByRole('button', { name: /^2 of 5 stars/ }).press('Enter')
  await expect(rating.getByRole('button', { pressed: true })).toHaveAccessibleName(/^2 of 5 stars/)
  await page.keyboard.press('Enter')
  await expect(rating.getByRole('button', { pressed: true })).toHaveCount(0)
  const asked = await page.evaluate(() =>
    window.fake.calls.filter(({ name }) => name === 'library.rate').map(({ input }) => input)
  )
  expect(asked).toMatchObject([{ rating: 80 }, { rating: 40 }, { rating: null }])
})
