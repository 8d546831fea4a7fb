import type { Page } from '@playwright/test'
import type { TagSection } from '../../src-renderer/state/tags/sections.ts'
import { expect, library, screens, test } from './window.ts'

/** Every state of the tags in both themes, for people to look at: test-results/screens/tags-*. */

const go = (page: Page, section: TagSection): Promise<void> =>
  page.evaluate(to => window.app.goTags(to), section)
const rows = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('main').getByRole('row')

const full = library(1284, {
  tags: { taught: 4, findings: 70, planFiles: 96, batches: 6 }
})

test('inspector and picker', async ({ openWindow }) => {
  const page = await openWindow(full)
  await expect(page.getByRole('button', { name: /^Search for / }).first()).toBeVisible()
  await screens(page, 'tags-inspector')
  await page.getByRole('grid').press('t')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.type('Su')
  await screens(page, 'tags-picker')
})

test('taught', async ({ openWindow }) => {
  const page = await openWindow(full)
  await go(page, 'taught')
  await expect(rows(page).nth(3)).toContainText(/\d:\d\d/)
  await screens(page, 'tags-taught')
})

test('vocabulary and its editor', async ({ openWindow }) => {
  const page = await openWindow(full)
  await go(page, 'vocabulary')
  await expect(rows(page).nth(5)).toBeVisible()
  await screens(page, 'tags-vocabulary')
  await page.getByRole('button', { name: 'Add a word' }).click()
  await screens(page, 'tags-word')
})

test('audit', async ({ openWindow }) => {
  const page = await openWindow(full)
  await go(page, 'audit')
  await page.getByRole('checkbox').nth(1).check()
  await expect(page.getByRole('button', { name: 'Make a plan of 1 finding' })).toBeEnabled()
  await screens(page, 'tags-audit')
})

test('plans and the form', async ({ openWindow }) => {
  const page = await openWindow(full)
  await go(page, 'plans')
  await expect(page.getByRole('table')).toBeVisible()
  await screens(page, 'tags-plans')
  await page.getByRole('button', { name: 'New plan' }).click()
  await screens(page, 'tags-plan-form')
})

for (const [name, size] of Object.entries({
  '1280': { width: 1280, height: 800 },
  '900': { width: 900, height: 600 }
}))
  test(`review, ${name}`, async ({ openWindow }) => {
    const page = await openWindow(full, size)
    await go(page, 'plans')
    await page.getByRole('rowheader').getByRole('button').click()
    await expect(rows(page).nth(5)).toBeVisible()
    await page.getByRole('grid').press('ArrowDown')
    await screens(page, 'tags-review', `-${name}`)
  })

test('review after writing', async ({ openWindow }) => {
  const page = await openWindow({ ...full, tags: { planFiles: 30, refused: 3 } })
  await go(page, 'plans')
  await page.getByRole('rowheader').getByRole('button').click()
  await page.getByRole('button', { name: /^Write \d+ changes into/ }).click()
  await expect(page.getByText(/^Wrote \d+ changes/)).toBeVisible()
  await screens(page, 'tags-written')
})

test('history', async ({ openWindow }) => {
  const page = await openWindow(full)
  await go(page, 'history')
  await expect(rows(page).nth(5)).toBeVisible()
  await screens(page, 'tags-history')
})

test('nothing yet', async ({ openWindow }) => {
  const page = await openWindow(library())
  const heads: [TagSection, string][] = [
    ['taught', 'Teach Earshot a word of your own'],
    ['audit', 'No written genre contradicts its sound'],
    ['plans', 'No plan yet'],
    ['history', 'Nothing has been written yet']
  ]
  for (const [section, head] of heads) {
    await go(page, section)
    await expect(page.getByRole('heading', { name: head })).toBeVisible()
    await screens(page, `tags-empty-${section}`)
  }
})

test('errors and waiting', async ({ openWindow }) => {
  const page = await openWindow({
    ...full,
    errors: { 'history.list': 'database-damaged', 'tags.terms': 'model-missing' },
    delays: { 'tags.audit': 60_000 }
  })
  await go(page, 'vocabulary')
  await expect(page.getByRole('alert')).toContainText('Earshot has lost its ears')
  await screens(page, 'tags-error')
  await go(page, 'audit')
  await expect(page.getByText('Comparing what is written with what is heard')).toBeVisible()
  await screens(page, 'tags-waiting')
})

test('10,000 files', async ({ openWindow }) => {
  const page = await openWindow(library(10_000, { tags: { planFiles: 10_000, slow: true } }))
  await go(page, 'plans')
  await page.getByRole('rowheader').getByRole('button').click()
  const write = page.getByRole('button', { name: /^Write [\d,]+ changes into [\d,]+ files/ })
  await expect(write).toBeEnabled()
  expect(await page.getByRole('row').count()).toBeLessThan(80)
  await page.getByRole('grid').press('End')
  await write.click()
  await expect(page.getByRole('progressbar', { name: 'Writing tags' })).toBeVisible()
  await screens(page, 'tags-10000')
})
