import type { Page } from '@playwright/test'
import type { TagSection } from '../../src-renderer/state/tags/sections.ts'
import { expect, library, screen, test } from './window.ts'

const go = (page: Page, section: TagSection): Promise<void> =>
  page.evaluate(to => window.app.goTags(to), section)
const inputOf = (page: Page, name: string): Promise<unknown> =>
  page.evaluate(name => window.fake.calls.findLast(call => call.name === name)?.input, name)
const review = async (page: Page): Promise<void> => {
  await go(page, 'plans')
  await page.getByRole('rowheader').getByRole('button').click()
  await expect(page.getByRole('button', { name: /^Write [\d,]+ changes into/ })).toBeEnabled()
}

test('what is heard: a sentence, words with their reliability, a click searches, a moment plays', async ({
  openWindow
}) => {
  const page = await openWindow(library())
  const section = page.getByRole('region', { name: 'Sounds like' })
  await expect(section).toContainText(/moderate \(about \d+ BPM\), probably in A minor\./)
  const word = section.getByRole('list').first().getByRole('listitem').first()
  await expect(word).toHaveAttribute('title', /of 10 right on|Never measured/)
  await word.hover()
  await word.getByRole('button', { name: /^Play where/ }).click()
  await page.waitForFunction(() => window.app.player.track !== null)
  const name = (await word.getByRole('button', { name: /^Search for/ }).textContent())!
  await word.getByRole('button', { name: /^Search for/ }).click()
  await expect(page.getByRole('searchbox')).toHaveValue(name.replace('in the file already', '').trim())
})

test('five sure words at most; guesses stand behind a click', async ({ openWindow }) => {
  const page = await openWindow(library())
  const section = page.getByRole('region', { name: 'Sounds like' })
  const words = section.getByRole('button', { name: /^Search for/ })
  await expect(words.first()).toBeVisible()
  expect(await words.count()).toBeLessThanOrEqual(5)
  await expect(section.locator('.unsure')).toHaveCount(0)
  const before = await words.count()
  await section.getByRole('button', { name: /^Show \d+ guess/ }).click()
  await expect.poll(() => words.count()).toBeGreaterThan(before)
  await section.getByRole('button', { name: 'Hide the guesses' }).click()
  await expect(words).toHaveCount(before)
})

test('an engine that hears no words still shows its own', async ({ openWindow }) => {
  const page = await openWindow(
    library(50, { errors: { 'tags.suggest': 'internal', 'tags.describe': 'internal' } })
  )
  const section = page.getByRole('region', { name: 'Sounds like' })
  // They are guesses: one has to ask for them.
  await section.getByRole('button', { name: 'Show 6 guesses' }).click()
  await expect(section.getByRole('button')).toHaveCount(8)
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('t marks the chosen track, makes a tag by typing, and can be undone', async ({ openWindow }) => {
  const page = await openWindow(library(50, { tags: { taught: 2 } }))
  await page.getByRole('grid').press('t')
  await page.keyboard.type('Late train')
  await expect(page.getByRole('option', { name: /New tag “Late train”/ })).toBeVisible()
  await page.keyboard.press('Enter')
  const notice = page.getByRole('region', { name: 'Notices' })
  await expect(notice).toContainText('carries Late train')
  // It stands below what can be pressed, not over it.
  const top = (await notice.boundingBox())!.y
  for (const role of ['main', 'complementary'] as const) {
    const box = (await page.getByRole(role).boundingBox())!
    expect(box.y + box.height, role).toBeLessThanOrEqual(top)
  }
  await screen(page, 'notice')
  expect(await inputOf(page, 'taught.mark')).toMatchObject({ mark: 'yes' })
  await notice.getByRole('button', { name: 'Undo' }).click()
  await page.waitForFunction(
    () =>
      (window.fake.calls.findLast(call => call.name === 'taught.mark')?.input as { mark: null }).mark === null
  )
  await page.getByRole('grid').press('t')
  await page.keyboard.type('Sunday')
  await page.keyboard.press('Shift+Enter')
  await expect(notice).toContainText('does not carry Sunday kitchen')
})

test('a taught tag asks, y and n answer, and it says how far it is', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { tags: { taught: 2 } }))
  await go(page, 'taught')
  const main = page.getByRole('main')
  await expect(main).toContainText('7 of 10 right on your examples (9 tracks)')
  const grid = main.getByRole('grid')
  await grid.press('y')
  await expect(main).toContainText('10 yes · 7 no')
  await grid.press('n')
  await expect(main).toContainText('9 yes · 8 no')
  await grid.press('n')
  await expect(main).toContainText('9 yes · 7 no')
  await main.getByRole('button', { name: /Good for running/ }).click()
  await expect(main).toContainText('Needs 1 more yes before it can say how often it is right.')
  await main.getByRole('button', { name: 'Rename' }).click()
  await main.getByRole('textbox', { name: 'New name' }).fill('For running')
  await page.keyboard.press('Enter')
  await expect(main.getByRole('heading', { name: 'For running' })).toBeVisible()
  await main.getByRole('button', { name: 'Remove' }).click()
  await expect(main.getByRole('button', { name: /For running/ })).toHaveCount(0)
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click()
  await expect(main.getByRole('heading', { name: 'For running' })).toBeVisible()
})

test('words are found, switched off, added, edited and imported', async ({ openWindow }) => {
  const page = await openWindow(library())
  await go(page, 'vocabulary')
  const main = page.getByRole('main')
  await expect(main.getByRole('row').nth(3)).toBeVisible()
  const cut = await main
    .locator('.trust > .cut')
    .evaluateAll(all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent))
  expect(cut).toEqual([])
  await main.getByRole('searchbox', { name: 'Find a word' }).fill('ambient')
  await expect(main.getByRole('row')).toHaveCount(3)
  await main.getByRole('grid').press('n')
  expect(await inputOf(page, 'tags.setTerm')).toMatchObject({ name: 'Ambient', enabled: false })
  await main.getByRole('searchbox').fill('Hauntology')
  await expect(main.getByText('No word like that')).toBeVisible()
  await main.getByRole('button', { name: 'Add a word' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox').first()).toHaveValue('Hauntology')
  await dialog.getByRole('textbox').last().fill('ghostly old radio music\nfaded memories')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(main.getByRole('row').last()).toContainText('ghostly old radio music · faded memories')
  await main.getByRole('button', { name: 'Import a list' }).click()
  await dialog.getByRole('textbox').fill('Yacht Rock\nZeuhl\n,broken')
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(dialog.getByRole('status')).toHaveText('Added 2 words; 0 were there already.')
})

test('a word that is switched off stays so when it is edited, and can be put back', async ({
  openWindow
}) => {
  const page = await openWindow(library())
  await go(page, 'vocabulary')
  const grid = page.getByRole('main').getByRole('grid')
  await grid.press('n')
  await grid.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('slow pads')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('main').getByRole('row').nth(2)).toContainText('slow pads')
  expect(await inputOf(page, 'tags.setTerm')).toMatchObject({ phrases: ['slow pads'], enabled: false })
  await grid.press('Enter')
  await dialog.getByRole('button', { name: 'Back to how it came' }).click()
  await page.waitForFunction(() => window.fake.calls.some(call => call.name === 'tags.resetTerm'))
})

test('findings are heard, chosen, and become a plan to review', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { tags: { findings: 70 } }))
  await go(page, 'audit')
  const main = page.getByRole('main')
  await main
    .getByRole('button', { name: /^Play .* \d:\d\d$/ })
    .first()
    .click()
  await page.waitForFunction(() => window.app.player.track !== null)
  await main.getByRole('button', { name: 'Show 20 more' }).click()
  await expect(main.getByRole('checkbox')).toHaveCount(70)
  await main.getByRole('checkbox').nth(2).check()
  await main.getByRole('checkbox').nth(5).check()
  await main.getByRole('button', { name: 'Make a plan of 2 findings' }).click()
  await expect(main.getByRole('heading', { name: 'Audit of genres' })).toBeVisible()
  expect(await inputOf(page, 'plans.make')).toMatchObject({ mode: 'replace', fields: ['genre'] })
  await expect(main.getByRole('button', { name: /^Write \d+ change/ })).toBeVisible()
})

test('a plan is made of what the search found', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 7 }))
  await page.getByRole('searchbox').fill('rain')
  await expect(page.getByText('7 of 1,284 sound like it')).toBeVisible()
  await go(page, 'plans')
  await page.getByRole('button', { name: 'New plan' }).click()
  await page.getByText('what the search found (7)').click()
  await page.getByRole('checkbox', { name: 'Mood' }).check()
  await page.getByText('has values, add to them').click()
  await page.getByRole('button', { name: 'Make the plan' }).click()
  await expect(page.getByRole('button', { name: /^Write \d+ changes/ })).toBeVisible()
  const made = (await inputOf(page, 'plans.make')) as { ids: number[] }
  expect(made).toMatchObject({
    name: 'genre, mood of 7 tracks',
    fields: ['genre', 'mood'],
    mode: 'add',
    unsure: false
  })
  expect(made.ids).toHaveLength(7)
})

test('changes are accepted by one, file, field, value and filter, and edited in place', async ({
  openWindow
}) => {
  const page = await openWindow(library(1284, { tags: { planFiles: 40 } }))
  await review(page)
  const main = page.getByRole('main')
  const grid = main.getByRole('grid')
  const accepted = (): Promise<number> => page.evaluate(() => window.app.tags.review.plan!.accepted)
  await main.getByRole('button', { name: /^Refuse \d+ shown/ }).click()
  await expect(main.getByRole('button', { name: 'Nothing accepted yet' })).toBeDisabled()
  expect(await inputOf(page, 'plans.accept')).toMatchObject({ choice: {}, accepted: false })

  await grid.press('ArrowDown')
  await grid.press('y')
  await expect(main.getByRole('button', { name: 'Write 1 change into 1 file' })).toBeEnabled()
  await grid.press('ArrowUp')
  await grid.press('y')
  await page.waitForFunction(() => window.app.tags.review.toWrite.files === 1)
  expect(await accepted()).toBeGreaterThan(1)

  await main.getByRole('checkbox', { name: /^Genre: / }).click()
  expect(await inputOf(page, 'plans.accept')).toMatchObject({ choice: { field: 'genre' }, accepted: true })
  const value = main.getByRole('list', { name: 'Values' }).getByRole('listitem').first()
  await value.getByRole('button').click()
  await expect(main.getByRole('button', { name: /^Accept \d+ shown/ })).toBeVisible()
  await main.getByRole('button', { name: /^Accept \d+ shown/ }).click()
  await expect(value.getByRole('checkbox')).toBeChecked()
  await value.getByRole('button').click()

  await grid.press('Home')
  await grid.press('ArrowDown')
  await grid.press('e')
  const box = main.getByRole('textbox', { name: /Values/ })
  await expect(box).toBeFocused()
  await box.fill('Cumbia; Dub')
  await page.keyboard.press('Enter')
  expect(await inputOf(page, 'plans.edit')).toMatchObject({ after: ['Cumbia', 'Dub'] })
  await expect(grid).toBeFocused()
  await expect(main.getByRole('row', { name: /Cumbia; Dub/ })).toContainText('edited by you')

  await main.getByRole('searchbox').fill('nothing is called this')
  await expect(main.getByRole('heading', { name: 'No change fits this filter' })).toBeVisible()
  await main.getByRole('button', { name: 'Show everything' }).click()
  await expect(grid).toBeVisible()
})

test('a plan is discarded from its review', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { tags: { planFiles: 40 } }))
  await review(page)
  await page.getByRole('main').getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('No file was touched.')
  await expect(page.getByText('No plan yet')).toBeVisible()
})

test('writing says what it will do, what was refused, and is undone from the notice', async ({
  openWindow
}) => {
  const page = await openWindow(library(1284, { tags: { planFiles: 40, refused: 2 } }))
  await review(page)
  const main = page.getByRole('main')
  await expect(main).toContainText('only if its sound and every other tag are the same')
  await main.getByRole('checkbox', { name: 'Keep the files’ dates' }).check()
  await main.getByRole('button', { name: /^Write \d+ changes into/ }).click()
  const notice = page.getByRole('region', { name: 'Notices' })
  await expect(notice).toContainText(/Wrote \d+ changes into \d+ files. 2 files left as they were./)
  expect(await inputOf(page, 'plans.write')).toMatchObject({ keepTimes: true })
  await page.getByRole('button', { name: '2 left out' }).click()
  await expect(main.getByText('It has changed since you looked').first()).toHaveAttribute(
    'title',
    /genre is "Jazz" now/
  )
  await notice.getByRole('button', { name: 'Undo' }).click()
  await expect(notice).toContainText(/Put \d+ changes back/)
})

test('the history undoes one change or a whole batch', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { tags: { batches: 3 } }))
  await page.keyboard.press('Control+k')
  await page.keyboard.type('written into')
  await page.keyboard.press('Enter')
  const main = page.getByRole('main')
  await expect(main.getByRole('button', { name: 'Undo 40 changes' })).toBeEnabled()
  await main.getByRole('grid').press('u')
  await main.getByRole('button', { name: /1 undone/ }).click()
  await main.getByRole('button', { name: 'Undo 39 changes' }).click()
  await expect(main.getByRole('button', { name: /all undone/ }).first()).toBeVisible()
})

test('the sidebar counts, Esc leaves the review, then the tags', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { tags: { taught: 3, planFiles: 5, batches: 2 } }))
  await page.getByRole('navigation').getByRole('button', { name: 'Tags 1' }).click()
  await expect(page.getByRole('list', { name: 'Parts of the tags' })).toMatchAriaSnapshot(`
    - list "Parts of the tags":
      - listitem:
        - button "Taught 3"
      - listitem:
        - button "Vocabulary"
      - listitem:
        - button "Audit"
      - listitem:
        - button "Review 1"
      - listitem:
        - button "History 2"
  `)
  await review(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('table')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid', { name: 'All tracks' })).toBeVisible()
})

test('a job of writing shows its progress and can be stopped', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { tags: { planFiles: 300, slow: true } }))
  await review(page)
  await page.getByRole('button', { name: /^Write \d+ changes into/ }).click()
  const line = page.getByRole('list', { name: 'What Earshot is doing' })
  await expect(line).toContainText('Writing tags')
  await expect(line).toContainText('100 of 300')
  await expect(page.getByRole('button', { name: 'Writing…' })).toBeDisabled()
  await line.getByRole('button', { name: 'Stop' }).click()
  await expect(line).toContainText('Stopped writing: what is written stays written')
})
