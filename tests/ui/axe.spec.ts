import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { eachView, somethingOfAll } from './views.ts'
import { expect, test } from './window.ts'

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** What axe finds in the window as it stands: the rule, and where. The rest of what it says, a megabyte, stays there. */
const faults = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { violations } = await window.axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 300)}`))
  })

/** What stands over a view or beside it, and the key that opens it. */
const over = { palette: 'Control+k', keys: '?', tags: 'e', names: 'Shift+N' }

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'ko']
] as const)
  test(`axe finds nothing, ${theme}, ${language}`, async ({ openWindow }) => {
    const page = await openWindow(somethingOfAll({ settings: { theme, language } }))
    // A text that is fading in is paler than it will be.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.evaluate(axe.source)
    await page.evaluate(() => void window.app.play(window.app.list.ids[0]!))
    await expect(page.getByRole('row').nth(2)).toBeVisible()
    for (const [what, key] of Object.entries(over)) {
      await page.getByRole('grid').focus()
      await page.keyboard.press(key)
      await expect(page.getByRole('dialog')).toBeVisible()
      expect.soft(await faults(page), what).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
    await page.evaluate(() => window.app.queue.turn())
    expect.soft(await faults(page), 'queue').toEqual([])
    await eachView(page, async view => expect.soft(await faults(page), view).toEqual([]))
    await page.evaluate(() => window.app.goTags('plans'))
    await page.getByRole('rowheader').getByRole('button').click()
    await expect(page.getByRole('row').nth(4)).toBeVisible()
    expect.soft(await faults(page), 'review').toEqual([])
  })
