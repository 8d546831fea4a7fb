import { expect, library, screen, test } from './window.ts'

test('ways to go on are offered while somebody types, and taken with the keys', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 5, completions: true }))
  const box = page.getByRole('searchbox')
  await box.focus()
  const list = page.getByRole('listbox', { name: 'Ways to go on' })
  await expect(list.getByRole('option')).toHaveText([
    'rainy night synths asked before',
    'ambient from the 1990s try this'
  ])
  await screen(page, 'search-examples')
  await list.getByText('ambient from the 1990s').click()
  await expect(box).toHaveValue('ambient from the 1990s')
  await expect(list).toBeHidden()

  await box.fill('calm gen')
  await expect(list.getByRole('option')).toHaveText(['genre: filter'])
  await page.keyboard.press('ArrowDown')
  await expect(list.getByRole('option')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue('calm genre:')
  await expect(list.getByRole('option')).toHaveText(['ambient genre'])
  await screen(page, 'search-completion')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await expect(box).toHaveValue('calm genre:ambient ')
  await expect(box).toBeFocused()

  // Esc closes what is offered and leaves the text; the arrow then leads into the list as ever.
  await box.fill('gen')
  await expect(list).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(box).toHaveValue('gen')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('grid')).toBeFocused()
})

test('a search is kept, found again with its count, and becomes a smart playlist', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 5 }))
  const box = page.getByRole('searchbox')
  await box.fill('rainy night synths')
  await page.getByRole('button', { name: 'Keep this search' }).click()
  const kept = page.getByRole('list', { name: 'Saved searches' })
  await expect(kept.getByRole('button', { name: 'rainy night synths 5', exact: true })).toBeVisible()
  await screen(page, 'search-saved')

  await box.fill('piano')
  await kept.getByRole('button', { name: 'rainy night synths 5', exact: true }).click()
  await expect(box).toHaveValue('rainy night synths')
  await kept.getByRole('button', { name: 'Make a smart playlist of rainy night synths' }).click()
  await page.getByLabel('Name').fill('Nights')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(kept.getByRole('button', { name: 'Became the smart playlist Nights' })).toBeVisible()
  await screen(page, 'search-saved-smart')
})

test('a search that was meant is remembered', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 5 }))
  await page.getByRole('searchbox').fill('slow piano')
  await page.waitForFunction(() => window.fake.calls.some(call => call.name === 'search.used'))
  const used = await page.evaluate(() => window.fake.calls.filter(call => call.name === 'search.used'))
  expect(used.map(({ input }) => input)).toEqual([{ text: 'slow piano' }])
})

test('what was asked before is forgotten with one click, and not offered again', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { completions: true }))
  await page.getByRole('searchbox').focus()
  await page.getByRole('button', { name: 'Forget what was asked before' }).click()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('is forgotten')
  await page.getByRole('grid').focus()
  await page.getByRole('searchbox').focus()
  await expect(page.getByRole('option')).toHaveText(['ambient from the 1990s try this'])
  await expect(page.getByRole('button', { name: 'Forget what was asked before' })).toHaveCount(0)
})
