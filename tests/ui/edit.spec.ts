import type { Page } from '@playwright/test'
import { expect, library, screen, test } from './window.ts'

const inputOf = (page: Page, name: string): Promise<unknown> =>
  page.evaluate(wanted => window.fake.calls.findLast(call => call.name === wanted)?.input, name)
const idsAt = (page: Page, ...places: number[]): Promise<number[]> =>
  page.evaluate(places => places.map(at => window.app.list.ids[at]!), places)

async function editFirst(page: Page, tracks: number, key = 'e'): Promise<void> {
  await page.getByRole('grid').focus()
  for (let at = 1; at < tracks; at++) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press(key)
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByText('Nothing changed yet')).toBeVisible()
}

const sizes = [
  [1280, 800],
  [900, 600],
  [2560, 1440]
] as const

for (const theme of ['light', 'dark'] as const)
  test(`several tracks in a sheet: typed, looked over, written, taken back, ${theme}`, async ({
    openWindow
  }) => {
    const page = await openWindow(library(1284, { settings: { theme } }))
    await editFirst(page, 3)
    const dialog = page.getByRole('dialog', { name: 'Edit 3 tracks' })
    const title = dialog.getByRole('combobox', { name: 'Title', exact: true })
    await expect(title).toHaveAttribute('placeholder', '(several values)')
    await dialog.getByRole('combobox', { name: 'Album', exact: true }).fill('Night Bus')
    await expect(dialog.getByRole('listbox', { name: 'Values your library knows' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    await expect(dialog.getByText('3 tracks changed')).toBeVisible()
    const genre = dialog.getByRole('combobox', { name: 'Add to Genre' })
    await genre.fill('Trip Hop')
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('Trip Hop')).toBeVisible()
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height })
      await screen(page, `edit-sheet-${theme}-${width}`)
    }
    await page.setViewportSize({ width: 1280, height: 800 })

    await page.keyboard.press('Control+Enter')
    const look = page.getByRole('dialog', { name: 'What would be written' })
    await expect(look.getByRole('button', { name: 'Write 3 files' })).toBeEnabled()
    const ids = await idsAt(page, 0, 1, 2)
    const { edits } = (await inputOf(page, 'plans.byHand')) as {
      edits: { ids: number[]; steps: unknown[] }[]
    }
    expect(edits.flatMap(edit => edit.ids).sort()).toEqual([...ids].sort())
    expect(edits[0]!.steps).toContainEqual({ do: 'set', field: 'album', values: ['Night Bus'] })
    await screen(page, `edit-look-${theme}`)
    await look.getByRole('button', { name: 'Write 3 files' }).click()
    const done = page.getByRole('dialog', { name: 'What was written' })
    await expect(done.getByText(/Wrote \d+ changes into 3 files/)).toBeVisible()
    await done.getByRole('button', { name: 'Undo all of it' }).click()
    await expect(done.getByText('Everything is as it was before.')).toBeVisible()
    await screen(page, `edit-done-${theme}`)
    await done.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

test('one track after the other; Esc asks only where something was typed', async ({ openWindow }) => {
  const page = await openWindow(library())
  await editFirst(page, 1, 'F2')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog')
  const title = dialog.getByRole('combobox', { name: 'Title', exact: true })
  const rename = dialog.getByRole('button', { name: 'Rename…' })
  await expect(rename).toBeEnabled()
  await title.fill('A new name')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(rename).toBeDisabled()
  await expect(dialog.getByText('Write what you changed first')).toBeVisible()
  await expect(dialog.getByText('1 track changed')).toBeVisible()
  await expect(title).not.toHaveValue('A new name')
  await dialog.getByRole('textbox', { name: 'Track number: number' }).fill('x')
  await page.keyboard.press('Tab')
  await dialog.getByRole('combobox', { name: 'Date', exact: true }).fill('soon')
  await page.keyboard.press('Tab')
  await expect(dialog.getByText('A year or a date')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Review changes' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Date: as the file has it' }).click()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(title).toHaveValue('A new name')
  await page.keyboard.press('Escape')
  const ask = page.getByRole('dialog', { name: 'Throw away what you typed?' })
  await ask.getByRole('button', { name: 'Go on editing' }).last().click()
  await page.keyboard.press('Escape')
  await ask.getByRole('button', { name: 'Throw away' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await inputOf(page, 'plans.byHand')).toBeUndefined()

  await editFirst(page, 2)
  await rename.click()
  await expect(page.getByRole('dialog', { name: 'Name 2 files by a pattern' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(1)
})

for (const theme of ['light', 'dark'] as const)
  test(`a table: typed, filled down, pasted, taken back, ${theme}`, async ({ openWindow, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const page = await openWindow(library(1284, { settings: { theme } }))
    await editFirst(page, 4, 'Shift+F2')
    const table = page.getByRole('grid', { name: 'Tags as a table' })
    await table.focus()
    await page.keyboard.type('First name')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Second name')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Somebody; Else')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+d')
    const cell = (row: number, column: number) => page.locator(`#edit-table-${row}-${column}`)
    await expect(cell(0, 0)).toHaveText('First name')
    await expect(cell(3, 1)).toHaveText('Somebody; Else')
    await page.keyboard.press('Control+c')
    await cell(0, 3).click()
    await page.keyboard.press('Control+v')
    await expect(cell(2, 3)).toHaveText('Somebody; Else')
    await page.keyboard.press('Control+z')
    await expect(cell(2, 3)).toHaveText('')
    await page.keyboard.press('Control+Shift+z')
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height })
      await screen(page, `edit-table-${theme}-${width}`)
    }
    const tracks = await page.evaluate(() =>
      [...window.app.editing.draft.typed.values()].map(one => [...one.values()])
    )
    expect(tracks[1]).toContainEqual(
      expect.objectContaining({ field: 'artist', values: ['Somebody', 'Else'] })
    )
  })

test('a helper shows what it would do before it is taken over', async ({ openWindow }) => {
  const page = await openWindow(library())
  await editFirst(page, 3)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Tools…' }).selectOption('Number the tracks')
  await expect(dialog.getByText('Track number in 3 files')).toBeVisible()
  await screen(page, 'edit-helper')
  await page.setViewportSize({ width: 900, height: 600 })
  await screen(page, 'edit-helper-900')
  await dialog.getByRole('button', { name: 'Apply 3 changes' }).click()
  await expect(dialog.getByText('3 tracks changed')).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: 'Track number: of how many' })).toHaveValue('3')
})

test('2,000 tracks in the table are few rows, and nothing waits for them', async ({ openWindow }) => {
  const page = await openWindow(library(2000))
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Shift+F2')
  const table = page.getByRole('grid', { name: 'Tags as a table' })
  await expect(table).toHaveAttribute('aria-rowcount', '2001')
  await expect(table).toHaveAttribute('aria-busy', 'false')
  expect(await table.getByRole('row').count()).toBeLessThan(60)
  await table.focus()
  await page.keyboard.press('Control+End')
  await expect(page.locator('#edit-table-1999-0')).toBeAttached()
})
