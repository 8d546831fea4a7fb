import { fakeBackup } from '../support/fake-backups.ts'
import { expect, folder, library, screen, test } from './window.ts'

const some = [
  fakeBackup('daily', Date.UTC(2026, 10, 27, 14, 5)),
  fakeBackup('migration', Date.UTC(2026, 10, 20, 9))
]
const inputsOf = 'backups.restore'

test('backups are listed with time and size, made and restored after a question', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { backups: { backups: some } }))
  await page.getByRole('button', { name: 'Settings' }).click()
  const list = page.getByRole('list', { name: 'Backups' })
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await expect(list).toContainText('of the day · 21 MB')
  await page.getByRole('button', { name: 'Make a backup' }).click()
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await expect(page.getByText('A backup was made and read back whole (21 MB).')).toBeVisible()
  await page.getByRole('button', { name: /^Restore the backup of 27 Nov 2026/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('What is there now is kept as a backup.')
  await screen(page, 'backups-restore')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(await page.evaluate(name => window.fake.calls.some(call => call.name === name), inputsOf)).toBe(
    false
  )
  await page.getByRole('button', { name: /^Restore the backup of 27 Nov 2026/ }).click()
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText(/^The backup of 27 Nov 2026.* when Earshot starts next\.$/)).toBeVisible()
  await page.getByRole('button', { name: 'Leave the library as it is' }).click()
  await expect(page.getByText(/when Earshot starts next\.$/)).toHaveCount(0)
  const names = await page.evaluate(
    name =>
      window.fake.calls
        .filter(call => call.name === name)
        .map(call => (call.input as { name: unknown }).name),
    inputsOf
  )
  expect(names).toEqual([some[0]!.name, null])
})

test('a damaged library has a page of its own, from which a backup is put back', async ({ openWindow }) => {
  const damaged = 'database-damaged' as const
  const page = await openWindow(
    library(1284, {
      backups: { backups: some, damaged: true },
      errors: {
        'library.overview': damaged,
        'library.list': damaged,
        'settings.get': damaged,
        'playlists.list': damaged,
        'taught.list': damaged,
        'jobs.list': damaged
      }
    })
  )
  await expect(page.getByText('The library is damaged')).toBeVisible()
  await expect(page.getByText('Your music is safe')).toBeVisible()
  await screen(page, 'damaged-library')
  await page.getByRole('button', { name: /^Restore the backup of 20 Nov 2026/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('The library is damaged')).toHaveCount(0)
  await expect(page.getByRole('grid')).toBeVisible()
})

test('a folder that is elsewhere now is linked anew after a look', async ({ openWindow }) => {
  const page = await openWindow(
    library(1284, { folders: [{ ...folder, state: 'missing' }], chosen: ['/media/new/Music'] })
  )
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Records is elsewhere now' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('12 tracks elsewhere in it, found by content')
  await expect(dialog).toContainText('2 tracks not there')
  await screen(page, 'relocation')
  await dialog.getByRole('button', { name: 'Link them' }).click()
  await expect(page.getByText('/media/new/Music')).toBeVisible()
  const inputs = await page.evaluate(() =>
    window.fake.calls.filter(call => call.name === 'library.relocate').map(call => call.input)
  )
  expect(inputs).toEqual([true, false].map(dryRun => ({ from: folder.path, to: '/media/new/Music', dryRun })))
})

test('in a browser the new place is looked for below the roots', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { shape: 'serve' }))
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Records is elsewhere now' }).click()
  const dialog = page.getByRole('dialog', { name: 'Where is Records now?' })
  await dialog.getByRole('button', { name: 'Vinyl Rips' }).click()
  await dialog.getByRole('button', { name: 'It is here now' }).click()
  await expect(page.getByRole('dialog')).toContainText('to /music/Vinyl Rips')
})
