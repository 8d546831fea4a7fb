import { expect, library, screen, test } from './window.ts'

const heads = 'main [role=columnheader][data-column]'

test('columns are chosen, moved, made wider and sorted by, by mouse and by keys', async ({ openWindow }) => {
  const page = await openWindow(library(300, { cut: 12 }))
  const names = (): Promise<string[]> => page.locator(heads).allInnerTexts()
  await expect(page.getByRole('row').nth(3)).toContainText(/\d:\d\d/)
  expect(await names()).toEqual(['Title', 'Artist', 'Album', 'Year', 'Length'])

  // The mouse: a head is dragged to another's place, and its end to the right.
  await page.locator('[data-column=duration]').dragTo(page.locator('[data-column=artist]'))
  expect(await names()).toEqual(['Title', 'Length', 'Artist', 'Album', 'Year'])
  const year = page.locator('[data-column=year]')
  const before = (await year.boundingBox())!
  const edge = (await page.locator('[data-column=album] .edge').boundingBox())!
  await page.mouse.move(edge.x + 3, edge.y + 10)
  await page.mouse.down()
  await page.mouse.move(edge.x - 77, edge.y + 10)
  await page.mouse.up()
  expect((await page.locator('[data-column=album]').boundingBox())!.width).toBeLessThan(before.x)
  expect((await year.boundingBox())!.width).toBe(before.width)

  // The keys: Plays and Rating come, Year goes, Rating moves up.
  await page.keyboard.press('Shift+C')
  const dialog = page.getByRole('dialog', { name: 'Columns of the library' })
  await dialog.getByRole('checkbox', { name: 'Plays' }).focus()
  await page.keyboard.press('Space')
  await dialog.getByRole('checkbox', { name: 'Rating' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(dialog.getByRole('checkbox', { name: 'Rating' })).toBeFocused()
  await dialog.getByRole('checkbox', { name: 'Year' }).uncheck()
  await expect(dialog.getByRole('checkbox', { name: 'Title' })).toBeDisabled()
  await screen(page, 'columns-dialog')
  await page.keyboard.press('Escape')
  expect(await names()).toEqual(['Title', 'Length', 'Artist', 'Album', 'Rating', 'Plays'])
  await screen(page, 'columns-chosen')

  // What was found has columns of its own, sorts by them, and back.
  await page.getByRole('searchbox').fill('rain')
  await expect(page.locator('[data-column=match]')).toHaveAttribute('aria-sort', 'descending')
  const firstRow = page.locator('#track-list-row-0')
  const best = await firstRow.getAttribute('aria-label')
  await page.getByRole('button', { name: 'Title', exact: true }).click()
  await expect(page.locator('[data-column=title]')).toHaveAttribute('aria-sort', 'ascending')
  await expect(firstRow).not.toHaveAttribute('aria-label', best!)
  await page.locator('[data-column=match] button').click()
  await expect(firstRow).toHaveAttribute('aria-label', best!)

  // It is kept, without waiting for the window to close.
  await expect
    .poll(() => page.evaluate(() => window.fake.options.window.columns?.library?.map(({ column }) => column)))
    .toEqual(['title', 'duration', 'artist', 'album', 'rating', 'plays'])
})

test('a list without room for the album has it elsewhere', async ({ openWindow }) => {
  const page = await openWindow(library(60, { settings: { density: 'compact' } }), {
    width: 640,
    height: 600
  })
  const row = page.locator('#track-list-row-0')
  await expect(row).toContainText(/\d:\d\d/)
  await expect(page.locator('[data-column=album]')).toHaveCount(0)
  await expect(row).toContainText(
    / · (First Light|A Room of Echoes|Tape Gardens|The Long Way Home|Tidal|Night Bus Radio)/
  )
})
