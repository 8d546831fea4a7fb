import type { Page } from '@playwright/test'
import { tagSections, type TagSection } from '../../src-renderer/state/tags/sections.ts'
import { expect, library, nameless, test } from './window.ts'

const full = { tags: { taught: 3, findings: 12, planFiles: 30, batches: 3 } }
const go = (page: Page, section: TagSection): Promise<void> =>
  page.evaluate(to => window.app.goTags(to), section)

async function eachPage(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await expect(page.getByRole('region', { name: 'Sounds like' }).getByRole('list').first()).toBeVisible()
  await look('inspector')
  for (const section of tagSections) {
    await go(page, section)
    await expect(page.getByRole('main').locator('[role=row], li, tr').nth(1)).toBeVisible()
    await look(section)
  }
  await go(page, 'plans')
  await page.getByRole('button', { name: 'New plan' }).click()
  await look('form')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('rowheader').getByRole('button').click()
  await expect(page.getByRole('row').nth(4)).toBeVisible()
  await look('review')
}

test('every control has a name, every image is named or hidden, lists have one tab stop', async ({
  openWindow
}) => {
  const page = await openWindow(library(300, full))
  await eachPage(page, async name => {
    for (const role of ['button', 'checkbox', 'radio', 'textbox', 'searchbox', 'grid', 'table'] as const)
      await expect(page.getByRole(role, { name: nameless }), name).toHaveCount(0)
    const bare = await page.locator('svg:not([aria-hidden=true]):not([role=img][aria-label])').count()
    expect(bare, name).toBe(0)
    const stops = await page
      .locator('.rows [tabindex="0"], .rows button:not([tabindex]), .rows input:not([tabindex])')
      .count()
    expect(stops, name).toBe(0)
    const twice = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
      return ids.filter((id, at) => ids.indexOf(id) !== at)
    })
    expect(twice, name).toEqual([])
  })
})

test('nothing sticks out of a narrow window', async ({ openWindow }) => {
  const page = await openWindow(library(300, full), { width: 900, height: 600 })
  await page.keyboard.press('i')
  await eachPage(page, async name => {
    const over = await page.evaluate(() => {
      const main = document.querySelector('main')!
      return [document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth]
    })
    expect(over, name).toEqual([0, 0])
  })
})
