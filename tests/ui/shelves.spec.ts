import { expect, library, screen, test } from './window.ts'

test('albums lead to an album, by mouse and by keys, and back to where one was', async ({ openWindow }) => {
  const page = await openWindow(library(1284))
  await page.keyboard.press('g')
  await expect(page.getByRole('heading', { level: 1, name: 'Albums' })).toBeVisible()
  await expect(page.getByText('107 albums')).toBeVisible()
  const tiles = page.getByRole('listbox', { name: 'Albums' })
  await tiles.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowLeft')
  const first = tiles.getByRole('option').first()
  await expect(first).toHaveAttribute('aria-selected', 'true')
  const title = (await first.locator('.title').textContent())!
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(page.getByText('12 tracks · 2 discs · 45 min · FLAC')).toBeVisible()
  await expect(page.getByRole('grid')).toContainText('Disc 2')

  await page.getByRole('button', { name: 'Add to queue', exact: true }).click()
  await expect(page.getByText(/12 tracks/).last()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 1, name: 'Albums' })).toBeVisible()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page.getByRole('search')).toBeVisible()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(tiles).toBeVisible()
})

test('what is done with albums is done with their tracks', async ({ openWindow }) => {
  const page = await openWindow(library(120))
  await page.getByRole('button', { name: 'Albums', exact: true }).click()
  const albums = page.getByRole('listbox').getByRole('option')
  await albums.nth(0).click({ modifiers: ['Control'] })
  await albums.nth(2).click({ modifiers: ['Control'] })
  await expect(page.getByText('24 chosen')).toBeVisible()
  await albums.nth(2).click({ button: 'right' })
  await expect(page.getByRole('dialog', { name: 'What to do with 24 tracks' })).toBeVisible()
  await page.getByRole('menuitem', { name: 'Save as playlist' }).click()
  await expect(page.getByRole('dialog')).toContainText('24 tracks')
  await page.keyboard.press('Escape')
  await albums.nth(1).hover()
  await albums.nth(1).locator('.play').click()
  await expect(page.getByRole('region', { name: 'Player' })).toContainText(/\d:\d\d/)
  await expect(page.getByRole('heading', { level: 1, name: 'Albums' })).toBeVisible()
})

test('artists, genres and folders lead to tracks; names narrow them down', async ({ openWindow }) => {
  const page = await openWindow(library(1284))
  const nav = page.getByRole('navigation', { name: 'Main' })
  await nav.getByRole('button', { name: 'Artists' }).click()
  await page.keyboard.press("'")
  await page.keyboard.type('zzz')
  await expect(page.getByText('Nothing here has these words in its name')).toBeVisible()
  await page.getByRole('button', { name: 'Show all again' }).click()
  await page.getByRole('row').nth(2).click()
  await expect(page.getByRole('listbox')).toBeVisible()
  await page.getByText('Tracks', { exact: true }).click()
  await expect(page.getByRole('grid')).toBeVisible()

  await nav.getByRole('button', { name: 'Genres' }).click()
  await page.getByRole('row', { name: /Jazz/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Jazz' })).toBeVisible()
  await page.getByRole('columnheader', { name: 'Title' }).getByRole('button').click()
  await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'ascending')

  await nav.getByRole('button', { name: 'Folders', exact: true }).click()
  await page.getByRole('row', { name: /Records/ }).click()
  await page.getByRole('row', { name: /Live/ }).click()
  await expect(page.getByRole('columnheader', { name: 'Title' })).toBeVisible()
  await nav.getByRole('button', { name: 'Recently played' }).click()
  await expect(page.getByText('Nothing was played yet')).toBeVisible()
})

for (const [theme, size] of [
  ['light', { width: 1280, height: 800 }],
  ['dark', { width: 900, height: 600 }],
  ['dark', { width: 2560, height: 1440 }]
] as const) {
  test(`looks well, ${theme}, ${size.width}`, async ({ openWindow }) => {
    const page = await openWindow(library(41_902, { settings: { theme } }), size)
    await page.keyboard.press('g')
    const tiles = page.getByRole('listbox').getByRole('option')
    await expect(tiles.first().locator('img, .cover span').first()).toBeVisible()
    await screen(page, `albums-${theme}-${size.width}`)
    // Two rows of covers at least.
    const box = (await page.getByRole('listbox').boundingBox())!
    const top = (await tiles.first().boundingBox())!.y
    const second = (await tiles.evaluateAll(all => all.map(one => one.getBoundingClientRect())))
      .filter(({ y }) => y > top + 10)
      .sort((a, b) => a.y - b.y)[0]!
    expect(second.bottom).toBeLessThanOrEqual(box.y + box.height + 4)
    await tiles.first().click()
    await expect(page.getByRole('row').nth(2)).toContainText(/\d:\d\d/)
    await screen(page, `album-${theme}-${size.width}`)
    // Five tracks at least.
    const grid = (await page.getByRole('grid').boundingBox())!
    expect(grid.height).toBeGreaterThan(32 + 5 * 44)
    await page.keyboard.press('Shift+G')
    await expect(page.getByRole('row').nth(3)).toContainText(/track/)
    await screen(page, `artists-${theme}-${size.width}`)
    await page.getByRole('row').nth(2).click()
    await expect(page.getByRole('listbox')).toBeVisible()
    await screen(page, `artist-${theme}-${size.width}`)
  })
}
