import { expect, library, screen, test } from './window.ts'

/** A picture of one red point, as somebody would choose it. */
const picture = {
  name: 'new.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
    'base64'
  )
}

for (const theme of ['light', 'dark'] as const)
  test(`covers of several tracks: seen, put in, taken out, made smaller, taken back, ${theme}`, async ({
    openWindow
  }) => {
    const page = await openWindow(library(1284, { settings: { theme } }))
    await page.getByRole('grid').focus()
    for (let at = 1; at < 4; at++) await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('e')
    const dialog = page.getByRole('dialog', { name: 'Edit 4 tracks' })
    const covers = dialog.getByRole('group', { name: 'Cover' })
    const list = covers.getByRole('list', { name: 'Pictures in the files' })
    await expect(list.getByRole('listitem').first()).toContainText('Front, JPEG, 1400 × 1400')
    const before = await list.getByRole('listitem').count()

    await covers.locator('input[type=file]').setInputFiles(picture)
    await expect(list.getByRole('listitem')).toHaveCount(1)
    await expect(list).toContainText('in 4 of 4 files')
    await expect(dialog.getByText('4 tracks changed')).toBeVisible()
    await screen(page, `edit-covers-${theme}`)
    await covers.getByRole('button', { name: 'Smaller' }).click()
    await expect(list).toContainText('1000 × 1000')
    await page.keyboard.press('Control+Enter')
    const look = page.getByRole('dialog', { name: 'What would be written' })
    await expect(look).toBeVisible()
    const input = await page.evaluate(
      () => window.fake.calls.findLast(({ name }) => name === 'plans.byHand')?.input
    )
    expect((input as { edits: { ids: number[]; steps: { do: string }[] }[] }).edits).toMatchObject([
      {
        ids: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
        steps: [{ do: 'coverReplace', kind: 'front' }]
      },
      { steps: [{ do: 'coverScale', longest: 1000 }] }
    ])
    await page.keyboard.press('Escape')

    await covers.getByRole('button', { name: 'As it was' }).click()
    await expect(list.getByRole('listitem')).toHaveCount(before)
    await list.getByRole('button', { name: 'Take this picture out' }).first().click()
    await expect(dialog.getByText('4 tracks changed')).toBeVisible()
  })
