import type { Page } from '@playwright/test'
import { expect, library, screen, test } from './window.ts'

const open = (page: Page): Promise<void> => page.evaluate(() => window.app.go('doubles'))
const found = { doubles: { groups: 6, looked: 1270, unheard: 11 } }

for (const theme of ['light', 'dark'] as const) {
  for (const [name, size] of Object.entries({
    '1280': { width: 1280, height: 800 },
    '900': { width: 900, height: 600 }
  })) {
    test(`doubles, ${theme}, ${name}`, async ({ openWindow }) => {
      const page = await openWindow(library(1284, { settings: { theme }, ...found }), size)
      await open(page)
      await expect(page.getByText('6 recordings in more than one file')).toBeVisible()
      await screen(page, `doubles-${theme}-${name}`)
    })
  }
}

test('copies are heard in turn at the same moment, and one is kept, by keys', async ({ openWindow }) => {
  const page = await openWindow(library(1284, found))
  await expect(page.getByRole('grid')).toBeVisible()
  await page.keyboard.press('0')
  const group = page.getByRole('region', { name: /: 2 files$/ }).first()
  const [mine, other] = [group.locator('[data-copy]').first(), group.locator('[data-copy]').nth(1)]
  await mine.focus()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => !window.app.player.paused)
  await page.evaluate(() => window.app.player.seek(30))
  await page.keyboard.press('ArrowDown')
  await expect(other).toBeFocused()
  await page.keyboard.press('Enter')
  // It begins 2.4 s later in the music, so its own clock is behind.
  await page.waitForFunction(() => window.app.player.track?.id === 5 && window.app.player.time > 27)
  expect(await page.evaluate(() => window.app.player.time)).toBeLessThan(30)
  await page.keyboard.press('y')
  await expect(group.getByRole('radio').nth(1)).toBeChecked()
  await page.keyboard.press('n')
  await expect(page.getByText('5 recordings in more than one file')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('6 recordings in more than one file')).toBeVisible()
})

test('the others are set aside after a summary, one recording or all that are sure', async ({
  openWindow
}) => {
  const page = await openWindow(library(1284, found))
  await open(page)
  await page
    .getByRole('button', { name: /^Set the others aside: / })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: /^Set \d files aside\?$/ })
  await expect(dialog.getByText('They stay where they are on the disk')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  // On a system without one nobody is asked, and what was chosen before is not kept.
  await page.evaluate(() => {
    window.fake.options.doubles!.trash = false
    return window.app.doubles.refresh()
  })
  await page.getByRole('button', { name: 'Set aside what is sure: 8 files…' }).click()
  await expect(dialog.getByRole('radio')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.evaluate(() => {
    window.fake.options.doubles!.trash = true
    return window.app.doubles.refresh()
  })
  await page.getByRole('button', { name: 'Set aside what is sure: 8 files…' }).click()
  await expect(dialog.getByText(/has 3 and 4 stars in its files: the most go over\.$/)).toBeVisible()
  await dialog.getByText('They go to the trash').click()
  await expect(dialog.getByText(/whose disk has no trash/)).toBeVisible()
  await screen(page, 'doubles-ask')
  await page.getByRole('dialog').getByRole('button', { name: 'Set aside' }).click()
  await page.waitForFunction(() => window.fake.calls.some(({ name }) => name === 'doubles.propose'))
  const asked = await page.evaluate(
    () => window.fake.calls.find(({ name }) => name === 'doubles.propose')?.input
  )
  expect(asked).toMatchObject({
    trash: true,
    groups: [{ keep: 1, others: [2, 3] }, { keep: 7 }, { keep: 10 }, { keep: 16 }]
  })
})

test('what there is to say where nothing is found', async ({ openWindow }) => {
  const page = await openWindow(library(40, { doubles: { unheard: 40 } }))
  await open(page)
  await expect(page.getByText('First Earshot has to listen')).toBeVisible()
  await page.evaluate(() => {
    window.fake.options.doubles = { unheard: 0 }
    return window.app.doubles.load()
  })
  await page.getByRole('button', { name: 'Look for doubles' }).click()
  await expect(page.getByRole('button', { name: 'Looking…' })).toBeDisabled()
  await page.evaluate(() => {
    window.fake.options.doubles = { looked: 30, unheard: 7 }
    return window.app.doubles.load()
  })
  await expect(page.getByText('No doubles found')).toBeVisible()
  await expect(page.getByText('Looked at 30 of 40 tracks.').first()).toBeVisible()
})
