import { expect, library, screen, test } from './window.ts'

for (const theme of ['light', 'dark'] as const) {
  test(`files are named by a pattern: a tree while it is typed, then the plan's review, ${theme}`, async ({
    openWindow
  }) => {
    const page = await openWindow(library(60, { settings: { theme } }))
    const grid = page.getByRole('grid')
    await grid.press('ArrowDown')
    await grid.press('Control+a')
    await grid.press('Shift+N')
    const dialog = page.getByRole('dialog', { name: 'Name 60 files by a pattern' })
    await expect(
      dialog.getByRole('region', { name: 'What comes of it' }).getByRole('listitem').first()
    ).toBeVisible()
    await expect(dialog.getByRole('status')).toContainText('get another name')
    await screen(page, `names-${theme}`)

    const pattern = dialog.getByRole('textbox', { name: 'Pattern' })
    await pattern.fill('{artist}/{title')
    await expect(dialog.getByRole('status')).toContainText('a "{" is not closed')
    await expect(dialog.getByRole('button', { name: 'Review the plan' })).toBeDisabled()
    await dialog.getByRole('combobox', { name: 'Usual ones' }).selectOption({ index: 2 })
    await expect(pattern).toHaveValue('{albumartist|artist}/{album}/{track }{title}')
    await expect(dialog.getByRole('button', { name: 'Review the plan' })).toBeEnabled()
    await pattern.press('Enter')
    await expect(page.getByRole('heading', { name: /^Names: / })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Write [\d,]+ changes into/ })).toBeEnabled()
    expect(
      await page.evaluate(() => window.fake.calls.findLast(call => call.name === 'plans.move')?.input)
    ).toMatchObject({
      pattern: '{albumartist|artist}/{album}/{track }{title}'
    })
    await screen(page, `names-review-${theme}`)
  })
}

test('nothing chosen is said, and the dialog closes', async ({ openWindow }) => {
  const page = await openWindow(library(10))
  await page.evaluate(() => {
    window.app.list.unselect()
    window.app.rename(window.app.meant.ids)
  })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
