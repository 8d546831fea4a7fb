import { expect, library, screen, test } from './window.ts'

/** Texts of old tags that do not say which letters they mean. */

test('an offer under Tags makes a plan, whose review says which set was read', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { tags: { planFiles: 4 } }))
  await page.evaluate(() => window.app.goTags('plans'))
  const main = page.getByRole('main')
  await screen(page, 'old-texts-offer')
  await main.getByRole('button', { name: 'Put old texts right (3)' }).click()
  await expect(main.getByText('texts as windows-1251').first()).toBeVisible()
  await expect(main.getByText('Êèíî').first()).toBeVisible()
  await expect(main.getByText('Кино').first()).toBeVisible()
  await screen(page, 'old-texts-review')
})

test('a setting says how they are read', async ({ openWindow }) => {
  const page = await openWindow(library(1284))
  await page.evaluate(() => window.app.go('settings'))
  const select = page.getByLabel('Texts in old tags are')
  await expect(select).toHaveValue('windows-1252')
  await select.selectOption({ label: 'Cyrillic (windows-1251)' })
  await expect(select).toHaveValue('windows-1251')
  await screen(page, 'old-texts-setting')
})

test('the history says how the files of an undo were put back', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { tags: { batches: 3 } }))
  await page.evaluate(() => window.app.goTags('history'))
  const main = page.getByRole('main')
  await main.getByRole('button', { name: 'Undo 40 changes' }).click()
  await main
    .getByRole('button', { name: /Undone/ })
    .first()
    .click()
  await expect(main).toContainText('byte for byte as before')
  await screen(page, 'history-bytes')
})
