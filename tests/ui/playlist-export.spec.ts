import type { Page } from '@playwright/test'
import { expect, library, screen, test } from './window.ts'

const full = library(1284, { playlists: { lists: 3, smart: 2 } })
const openList = async (page: Page, name = 'Rainy'): Promise<void> => {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

test('the export shows what would be written', async ({ openWindow }) => {
  const page = await openWindow(full)
  await openList(page)
  await page.getByRole('button', { name: 'Export…' }).click()
  await expect(page.getByRole('button', { name: 'Write it' })).toBeDisabled()
  await page.getByRole('button', { name: 'Show what would be written' }).click()
  await expect(page.getByText('#EXTM3U')).toBeVisible()
  await page.getByLabel('Into the folder').fill('/media/usb')
  await expect(page.getByRole('button', { name: 'Write it' })).toBeEnabled()
  await screen(page, 'playlists-export')
})

for (const width of [900, 1280])
  test(`a file for a player is chosen by keyboard and remembered with its list, ${width} wide`, async ({
    openWindow
  }) => {
    const page = await openWindow(full, { width, height: 800 })
    await openList(page)
    await page.getByRole('button', { name: 'Export…' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Export “Rainy”' })
    const player = dialog.getByLabel('For which player?')
    const [format, keep] = [dialog.getByLabel('Format'), dialog.getByLabel('Write it again whenever')]
    await expect(player).toHaveValue('')
    await player.focus()
    await page.keyboard.press('ArrowDown')
    await expect(format).toHaveValue('xspf')
    await page.keyboard.press('End')
    await expect(format).toHaveValue('m3u')
    await expect(dialog.getByText('The music is copied along and numbered')).toBeVisible()
    await expect(keep).toBeDisabled()
    await screen(page, `playlists-export-car-${width}`)
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(dialog.getByText('M3U with whole paths')).toBeVisible()
    await dialog.getByLabel('Into the folder').fill('/music/lists')
    await keep.focus()
    await page.keyboard.press('Space')
    await dialog.getByRole('button', { name: 'Write it' }).press('Enter')
    await expect(dialog).toHaveCount(0)
    const asked = await page.evaluate(
      () => window.fake.calls.findLast(call => call.name === 'playlists.setTarget')?.input
    )
    const options = { utf8: true, paths: { kind: 'absolute' }, files: 'leave', names: 'own' }
    expect(asked).toMatchObject({ target: { folder: '/music/lists', format: 'm3u', player: 'mpd', options } })

    await openList(page, 'Long drive')
    await page.getByRole('button', { name: 'Export…' }).click()
    await page.getByLabel('For which player?').selectOption('')
    await expect(page.getByLabel('Format')).toHaveValue('m3u8')
    await page.keyboard.press('Escape')
    await openList(page)
    await page.getByRole('button', { name: 'Export…' }).click()
    await expect(dialog.getByText('A file in /music/lists (m3u, for MPD) is written again')).toBeVisible()
    await expect(player).toHaveValue('mpd')
    await expect(keep).toBeChecked()
    await screen(page, `playlists-export-mpd-${width}`)
  })

for (const keep of [false, true])
  test(`another file in the way is replaced only when that is said${keep ? ', for one that follows too' : ''}`, async ({
    openWindow
  }) => {
    const page = await openWindow(library(1284, { playlists: { lists: 1, taken: true } }))
    await openList(page)
    await page.getByRole('button', { name: 'Export…' }).click()
    await page.getByLabel('Into the folder').fill('/media/usb')
    await page.getByLabel('Write it again whenever').setChecked(keep)
    await page.getByRole('button', { name: 'Write it' }).click()
    const dialog = page.getByRole('dialog', { name: 'Export “Rainy”' })
    await expect(dialog.getByRole('alert')).toContainText('holds something else')
    if (!keep) await screen(page, 'playlists-export-taken')
    await expect(page.getByText('Make a new plan')).toHaveCount(0)
    await expect(page.getByLabel('Into the folder')).toHaveValue('/media/usb')
    await page.getByRole('button', { name: 'Replace it' }).click()
    await expect(dialog).toHaveCount(0)
    const name = keep ? 'playlists.setTarget' : 'playlists.export'
    const asked = await page.evaluate(
      one => window.fake.calls.filter(call => call.name === one).map(({ input }) => input),
      name
    )
    expect(asked).toMatchObject([{ replace: false }, { replace: true }])
    if (!keep) return
    await page.getByRole('button', { name: 'Export…' }).click()
    await expect(dialog.getByText('A file in /media/usb (m3u8) is written again')).toBeVisible()
    await dialog.getByRole('button', { name: 'Stop that' }).click()
    await expect(dialog.getByText('is written again whenever')).toHaveCount(0)
  })
