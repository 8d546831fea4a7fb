import type { Page } from '@playwright/test'
import { expect, library, screen, test } from './window.ts'

const inputOf = (page: Page, name: string): Promise<unknown> =>
  page.evaluate(wanted => window.fake.calls.findLast(call => call.name === wanted)?.input, name)
const chosen = (page: Page) => page.locator('#track-list [role=row][aria-selected=true]')

for (const theme of ['light', 'dark'] as const)
  test(`many tracks are chosen with keys and mouse, and acted on together, ${theme}`, async ({
    openWindow
  }) => {
    const page = await openWindow(library(1284, { playlists: { lists: 1 }, settings: { theme } }))
    const grid = page.getByRole('grid')
    await grid.focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(page.getByText('3 chosen')).toBeVisible()
    await expect(chosen(page)).toHaveCount(3)
    await page.keyboard.press('Control+ArrowDown')
    await page.keyboard.press('Control+ArrowDown')
    await page.keyboard.press('Control+Space')
    await expect(page.getByText('4 chosen')).toBeVisible()
    await page.keyboard.press('p')
    await expect(page.getByRole('dialog', { name: 'Add 4 tracks to…' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Added 4 tracks to')
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('title', 'Undo (z)')
    const first = await page.evaluate(() => [0, 1, 2, 4].map(at => window.app.list.ids[at]))
    expect(await inputOf(page, 'playlists.edit')).toMatchObject({ operations: [{ trackIds: first }] })

    await page.keyboard.press('z')
    await page.waitForFunction(() => window.fake.calls.some(call => call.name === 'playlists.undo'))
    await page.locator('#track-list-row-6').click()
    await expect(chosen(page)).toHaveCount(1)
    await page.locator('#track-list-row-8').click({ modifiers: ['ControlOrMeta'] })
    await expect(chosen(page)).toHaveCount(2)
    await page.locator('#track-list-row-10').click({ modifiers: ['Shift'] })
    await expect(page.getByText('3 chosen')).toBeVisible()
    await page.locator('#track-list-row-9').click({ button: 'right' })
    const menu = page.getByRole('menu')
    await expect(menu.getByRole('menuitem').first()).toBeFocused()
    await screen(page, `many-menu-${theme}`)
    for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('combobox')).toBeFocused()
    await page.keyboard.type('Late train')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => window.fake.calls.some(call => call.name === 'taught.mark'))
    expect((await inputOf(page, 'taught.mark')) as { trackIds: number[] }).toHaveProperty(
      'trackIds.length',
      3
    )

    await grid.focus()
    await page.keyboard.press('Control+a')
    await expect(page.getByText('1,284 chosen')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(chosen(page)).toHaveCount(1)
  })

test('what was found is saved by a key, a button or the palette: as a list, or smart', async ({
  openWindow
}) => {
  const page = await openWindow(library(1284, { cut: 8 }), { width: 900, height: 600 })
  await page.getByRole('searchbox').fill('warm strings')
  await page.waitForFunction(() => window.app.search.answer?.text === 'warm strings')
  await page.keyboard.press('Enter')
  await page.keyboard.press('s')
  const dialog = page.getByRole('dialog', { name: 'Save as playlist' })
  await expect(dialog).toContainText('8 tracks, in the order they stand in now.')
  await screen(page, 'save-playlist-900')
  await page.keyboard.press('Enter')
  const notice = page.getByRole('region', { name: 'Notices' })
  await expect(notice).toContainText('Saved 8 tracks as “warm strings”')
  expect(await inputOf(page, 'playlists.create')).toHaveProperty('trackIds.length', 8)
  await expect(page.getByRole('grid')).toBeFocused()

  await page.getByRole('main').getByRole('button', { name: 'Save as playlist' }).click()
  await page.keyboard.type('Strings')
  await dialog.getByText('a smart playlist').click()
  await expect(dialog).toContainText('Whatever fits “warm strings”, now and later.')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForFunction(() => window.app.playlists.list.value?.length === 2)
  expect(await inputOf(page, 'playlists.create')).toMatchObject({
    name: 'Strings',
    rules: { match: { all: [{ field: 'sound', op: 'is', value: 'warm strings' }] }, limit: null }
  })
  await notice.getByRole('button', { name: 'Open' }).last().click()
  await expect(page.getByRole('heading', { name: 'Strings' })).toBeInViewport({ ratio: 1 })
  await screen(page, 'playlist-head-900')

  // A playlist, too: a copy of it as it is now.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('save as')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('12 tracks')
})

test('where nothing clearly fits yet, a smart playlist of it says so before it is saved', async ({
  openWindow
}) => {
  const page = await openWindow(library(1284, { cut: 0 }))
  await page.getByRole('searchbox').fill('warm strings')
  await expect(page.getByText('These come closest')).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('s')
  const dialog = page.getByRole('dialog', { name: 'Save as playlist' })
  await dialog.getByText('a smart playlist').click()
  await expect(dialog).toContainText('it stays empty until something does')
})
