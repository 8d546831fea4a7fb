import { expect, library, test } from './window.ts'

test('moments are listed, played in a row, and saved as cue points', async ({ openWindow }) => {
  const page = await openWindow(library())
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Moments' }).click()
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.getByRole('searchbox').fill('moment: saxophone solo')
  const list = page.getByRole('list', { name: 'Moments' })
  await expect(list.getByRole('listitem')).toHaveCount(12)
  await expect(page.getByText('12 moments')).toBeVisible()
  await expect(page.getByText(/sound like it/)).toHaveCount(0)

  await page.getByRole('button', { name: 'Play in a row' }).click()
  await page.waitForFunction(() => window.app.player.track?.id === window.app.moments.list[0]!.id)
  // Past its end the next one begins, where it begins.
  await page.evaluate(() => {
    const { player, moments } = window.app
    player.seek(moments.list[0]!.end - 0.2)
    void player.toggle()
    void player.toggle()
  })
  await page.waitForFunction(() => window.app.player.track?.id === window.app.moments.list[1]!.id)

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'M3U' }).click()
  expect((await saved).suggestedFilename()).toBe('saxophone solo.m3u')

  await page.getByRole('searchbox').fill('saxophone solo')
  await expect(list).toHaveCount(0)
  await expect(page.getByRole('grid')).toBeVisible()
})

test('without words the moments say what to type', async ({ openWindow }) => {
  const page = await openWindow(library())
  await page.getByRole('searchbox').fill('moment:')
  await expect(page.getByText('Type what to listen for behind')).toBeVisible()
})
