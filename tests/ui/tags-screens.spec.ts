import type { Page } from '@playwright/test'
import type { TagSection } from '../../src-renderer/state/tags/sections.ts'
import { expect, library, screen, test } from './window.ts'

/** Every state of the tags in both themes, for people to look at: test-results/screens/tags-*. */

const go = (page: Page, section: TagSection): Promise<void> =>
  page.evaluate(to => window.app.goTags(to), section)
const rows = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('main').getByRole('row')

for (const theme of ['light', 'dark'] as const) {
  const full = library(1284, {
    settings: { theme },
    tags: { taught: 4, findings: 70, planFiles: 96, batches: 6 }
  })

  test(`inspector and picker, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(full)
    await expect(page.getByRole('button', { name: /^Search for / }).first()).toBeVisible()
    await screen(page, `tags-inspector-${theme}`)
    await page.getByRole('grid').press('t')
    await expect(page.getByRole('option').first()).toBeVisible()
    await page.keyboard.type('Su')
    await screen(page, `tags-picker-${theme}`)
  })

  test(`taught, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(full)
    await go(page, 'taught')
    await expect(rows(page).nth(3)).toContainText(/\d:\d\d/)
    await screen(page, `tags-taught-${theme}`)
  })

  test(`vocabulary and its editor, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(full)
    await go(page, 'vocabulary')
    await expect(rows(page).nth(5)).toBeVisible()
    await screen(page, `tags-vocabulary-${theme}`)
    await page.getByRole('button', { name: 'Add a word' }).click()
    await screen(page, `tags-word-${theme}`)
  })

  test(`audit, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(full)
    await go(page, 'audit')
    await page.getByRole('checkbox').nth(1).check()
    await expect(page.getByRole('button', { name: 'Make a plan of 1 finding' })).toBeEnabled()
    await screen(page, `tags-audit-${theme}`)
  })

  test(`plans and the form, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(full)
    await go(page, 'plans')
    await expect(page.getByRole('table')).toBeVisible()
    await screen(page, `tags-plans-${theme}`)
    await page.getByRole('button', { name: 'New plan' }).click()
    await screen(page, `tags-plan-form-${theme}`)
  })

  for (const [name, size] of Object.entries({
    '1280': { width: 1280, height: 800 },
    '900': { width: 900, height: 600 }
  }))
    test(`review, ${theme}, ${name}`, async ({ openWindow }) => {
      const page = await openWindow(full, size)
      await go(page, 'plans')
      await page.getByRole('rowheader').getByRole('button').click()
      await expect(rows(page).nth(5)).toBeVisible()
      await page.getByRole('grid').press('ArrowDown')
      await screen(page, `tags-review-${theme}-${name}`)
    })

  test(`review after writing, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow({ ...full, tags: { planFiles: 30, refused: 3 } })
    await go(page, 'plans')
    await page.getByRole('rowheader').getByRole('button').click()
    await page.getByRole('button', { name: /^Write \d+ changes into/ }).click()
    await expect(page.getByText(/^Wrote \d+ changes/)).toBeVisible()
    await screen(page, `tags-written-${theme}`)
  })

  test(`history, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(full)
    await go(page, 'history')
    await expect(rows(page).nth(5)).toBeVisible()
    await screen(page, `tags-history-${theme}`)
  })

  test(`nothing yet, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(library(1284, { settings: { theme } }))
    const heads: [TagSection, string][] = [
      ['taught', 'Teach Earshot a word of your own'],
      ['audit', 'No written genre contradicts its sound'],
      ['plans', 'No plan yet'],
      ['history', 'Nothing has been written yet']
    ]
    for (const [section, head] of heads) {
      await go(page, section)
      await expect(page.getByRole('heading', { name: head })).toBeVisible()
      await screen(page, `tags-empty-${section}-${theme}`)
    }
  })

  test(`errors and waiting, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow({
      ...full,
      errors: { 'history.list': 'database-damaged', 'tags.terms': 'model-missing' },
      delays: { 'tags.audit': 60_000 }
    })
    await go(page, 'vocabulary')
    await expect(page.getByRole('alert')).toContainText('Earshot has lost its ears')
    await screen(page, `tags-error-${theme}`)
    await go(page, 'audit')
    await expect(page.getByText('Comparing what is written with what is heard')).toBeVisible()
    await screen(page, `tags-waiting-${theme}`)
  })

  test(`10,000 files, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(
      library(10_000, { settings: { theme }, tags: { planFiles: 10_000, slow: true } })
    )
    await go(page, 'plans')
    await page.getByRole('rowheader').getByRole('button').click()
    const write = page.getByRole('button', { name: /^Write [\d,]+ changes into [\d,]+ files/ })
    await expect(write).toBeEnabled()
    expect(await page.getByRole('row').count()).toBeLessThan(80)
    await page.getByRole('grid').press('End')
    await write.click()
    await expect(page.getByRole('progressbar', { name: 'Writing tags' })).toBeVisible()
    await screen(page, `tags-10000-${theme}`)
  })
}
