import { expect, library, screen, test } from './window.ts'

for (const [theme, width, height] of [
  ['light', 1280, 800],
  ['dark', 900, 600]
] as const)
  test(`whatever holds tracks has a menu, by mouse, key and button, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(
      library(120, {
        cut: 6,
        playlists: { lists: 2 },
        saved: [{ id: 1, text: 'warm strings', savedAt: 1 }],
        settings: { theme }
      }),
      { width, height }
    )
    const nav = page.getByRole('navigation', { name: 'Main' })
    const menu = page.getByRole('menu')
    const does = async (name: string): Promise<void> => menu.getByRole('menuitem', { name }).click()

    await nav.getByRole('button', { name: /^Rainy/ }).click({ button: 'right' })
    await expect(page.getByRole('dialog', { name: 'What to do with Rainy' })).toContainText('24 tracks')
    await screen(page, `menu-playlist-${theme}`)
    await page.keyboard.press('Escape')
    await nav.getByRole('button', { name: /^warm strings/ }).focus()
    await page.keyboard.press('Shift+F10')
    await does('Add to queue')
    await page.waitForFunction(() => window.app.player.queue.entries.length === 6)

    await nav.getByRole('button', { name: /^Records/ }).click({ button: 'right' })
    await expect(menu.getByRole('menuitem', { name: 'Copy paths of files' })).toBeVisible()
    await page.keyboard.press('Escape')
    await nav.getByRole('button', { name: 'Genres' }).click()
    await page
      .getByRole('row')
      .nth(1)
      .getByRole('button', { name: /^What to do with / })
      .click()
    await does('Export for other players')
    await expect(page.getByRole('dialog', { name: /^Export “/ })).toBeVisible()
    await page.keyboard.press('Escape')

    await page.keyboard.press('q')
    await page.getByRole('grid', { name: 'Queue' }).press('Shift+F10')
    await does('Take out of the queue')
    await page.waitForFunction(() => window.app.player.queue.entries.length === 5)
    await page.keyboard.press('q')
    await page.keyboard.press('1')
    await page.getByRole('searchbox').fill('moment: saxophone')
    await page
      .getByRole('button', { name: /^What to do with .*, \d+:\d\d$/ })
      .first()
      .click()
    await does('Play next')
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText('plays next')
  })

test('the button of details opens the menu of the track, which copies its path', async ({ openWindow }) => {
  const page = await openWindow(library(20))
  await page.getByRole('complementary').getByRole('button', { name: 'What to do with 1 track' }).click()
  await page.getByRole('menuitem', { name: 'Copy paths of files' }).click()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Copied 1 path')
  const box = page.getByRole('searchbox')
  await box.focus()
  await page.keyboard.press('Control+v')
  await expect(box).toHaveValue(/^\/music\//)

  await box.fill('')
  await page.getByRole('grid', { name: 'All tracks' }).getByRole('row').nth(3).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Leave out of the library' }).click()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Left out of the library: ')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '20')
  await page.getByRole('button', { name: 'Left out' }).click()
  await expect(page.getByRole('heading', { name: '1 track left out by you' })).toBeVisible()
  await screen(page, 'left-tracks')
  await page.getByRole('button', { name: /^Take back: / }).click()
  await expect(page.getByText('Every file could be read.').first()).toBeVisible()
  await page.keyboard.press('1')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '21')
})
