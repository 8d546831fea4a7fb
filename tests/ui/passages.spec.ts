import { expect, library, screen, test } from './window.ts'

test('a file with a cue sheet lists its passages, and plays from where they begin', async ({
  openWindow
}) => {
  const page = await openWindow(library(300))
  await page.getByRole('grid').focus()
  await page.keyboard.press('End')
  const aside = page.getByRole('complementary', { name: 'About this track' })
  await expect(aside).toBeVisible()
  const list = aside.getByRole('region', { name: 'In this file' })
  // One of eight files has a sheet.
  for (let i = 0; i < 40 && (await list.count()) === 0; i++) {
    const title = await aside.getByRole('heading', { level: 3 }).textContent()
    await page.keyboard.press('ArrowUp')
    await expect(aside.getByRole('heading', { level: 3 })).not.toHaveText(title!)
  }
  await expect(list.getByRole('listitem')).toHaveText([
    /0:00\s*Overture\s*Somebody/,
    /1:01\s*Track 2/,
    /2:00\s*The end of it\s*Somebody else/
  ])
  await screen(page, 'passages')
  await list.getByRole('button', { name: /The end of it/ }).click()
  await expect(page.getByRole('region', { name: 'Player' })).toContainText(/2:0\d/)
})
