import { expect, library, screen, test } from './window.ts'

test('results move while typing, and only the newest question counts', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 5, delays: { 'search.query': 30 } }))
  const box = page.getByRole('searchbox', { name: 'Search your music' })
  await expect(page.getByRole('grid', { name: 'All tracks' })).toBeVisible()
  await page.keyboard.press('/')
  await expect(box).toBeFocused()
  // All in one go: on a machine that stops between two keys each would be a question of its own.
  await box.evaluate((input: HTMLInputElement, text) => {
    for (let typed = 1; typed <= text.length; typed++) {
      input.value = text.slice(0, typed)
      input.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
  }, 'rainy night synths')
  await page.waitForFunction(() => window.app.search.answer?.text === 'rainy night synths')
  await expect(page.getByText('5 of 1,284 sound like it')).toBeVisible()
  const asked = await page.evaluate(() => window.fake.calls.filter(call => call.name === 'search.query'))
  expect(asked.at(-1)?.input).toMatchObject({ text: 'rainy night synths' })
  expect(asked.length).toBeLessThan(18)
  await expect(page.getByRole('grid', { name: 'Matches' })).toHaveAttribute('aria-rowcount', '7')
})

test('a slow old answer never replaces a new one', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 5 }))
  const box = page.getByRole('searchbox')
  await page.evaluate(() => (window.fake.options.delays['search.query'] = 600))
  await box.fill('old')
  await page.waitForFunction(() => window.fake.calls.some(call => call.name === 'search.query'))
  await page.evaluate(() => (window.fake.options.delays['search.query'] = 0))
  await box.fill('new words')
  await expect(page.getByText('5 of 1,284 sound like it')).toBeVisible()
  await page.waitForTimeout(800)
  expect(await page.evaluate(() => window.app.search.answer?.text)).toBe('new words')
})

test('a name is said to be one, and never shown as a match of the sound', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 5 }))
  await page.getByRole('searchbox').fill('Teardrop')
  await expect(page.getByText('2 found by name · 3 of 1,284 sound like it')).toBeVisible()
  const rows = page.getByRole('grid', { name: 'Matches' }).getByRole('row')
  await expect(rows.nth(1).getByText('title', { exact: true })).toBeVisible()
  await expect(rows.nth(1).getByRole('img', { name: /match/ })).toHaveCount(0)
  await expect(rows.nth(2).getByTitle('Found by its artist, genre, spelt otherwise')).toBeVisible()
  await expect(rows.nth(3).getByRole('img', { name: /match/ })).toBeVisible()
  await rows.nth(1).click()
  await expect(page.getByText('Found by its title', { exact: true })).toBeVisible()
  await screen(page, 'search-names')
})

test('chips show the parts; they can be edited and removed by mouse and keyboard', async ({ openWindow }) => {
  const page = await openWindow(library())
  const box = page.getByRole('searchbox')
  await box.fill('slow piano -vocals year:1980..1989 genre:jazz')
  const chips = page.getByRole('list', { name: 'Parts of your search' })
  await expect(chips.getByRole('listitem')).toHaveCount(4)

  await page.getByRole('button', { name: 'Remove genre:jazz' }).click()
  await expect(box).toHaveValue('slow piano -vocals year:1980..1989')

  await chips.getByRole('button', { name: 'Edit year:1980..1989' }).click()
  await expect(box).toBeFocused()
  expect(await box.evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd])).toEqual(
    [19, 34]
  )

  await chips.getByRole('button', { name: 'Edit slow piano' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(chips.getByRole('button', { name: 'Edit -vocals' })).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(box).toHaveValue('slow piano year:1980..1989')
})

test('what is not known as a sound, and what is no filter, is said', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 5 }), { width: 900, height: 700 })
  await page.getByRole('searchbox').fill('quarterly tax report lenght:<3m')
  const chips = page.getByRole('list', { name: 'Parts of your search' })
  await expect(chips.getByText('not known as a sound: looked for in names only')).toBeVisible()
  await expect(chips.getByText('by "lenght:" you may mean "length:"')).toBeVisible()
  await expect(
    chips.getByRole('button', { name: 'Edit quarterly tax report, not known as a sound' })
  ).toBeVisible()
  for (const chip of await chips.getByRole('listitem').all()) await expect(chip).toBeInViewport({ ratio: 1 })
  const note = page
    .getByRole('note')
    .filter({ hasText: 'does not know what “quarterly tax report” sounds like' })
  await expect(note).toBeVisible()
  await screen(page, 'search-not-understood')

  await note.getByRole('button', { name: 'march' }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('march lenght:<3m')
  await expect(note).toBeHidden()
  await page.getByRole('searchbox').fill('old clock')
  await expect(page.getByText('Earshot is not sure that “old clock” is a sound')).toBeVisible()
  await expect(page.getByText(/ may sound like it/)).toBeVisible()
  await expect(page.getByText('the closest end here · what follows is less alike')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Perhaps a match' }).first()).toBeVisible()
  await expect(page.getByRole('img', { name: /(Strong|Good) match/ })).toHaveCount(0)
})

test('plain words are read as a filter, and stay words with one click', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 5 }), { width: 900, height: 700 })
  const box = page.getByRole('searchbox')
  await box.fill('piano songs under 3 minutes')
  const chips = page.getByRole('list', { name: 'Parts of your search' })
  await expect(chips.getByText('read as length:<3m')).toBeVisible()
  await expect(chips.getByRole('button', { name: 'Edit under 3 minutes, read as length:<3m' })).toBeVisible()
  await screen(page, 'search-plain-words')

  await chips.getByRole('button', { name: 'Take under 3 minutes as plain words' }).click()
  await expect(chips.getByText('read as length:<3m')).toBeHidden()
  await expect(box).toHaveValue('piano songs under 3 minutes')
  await expect(chips.getByText('under 3 minutes: as words')).toBeVisible()
  await screen(page, 'search-kept-words')
  const asked = await page.evaluate(() => window.fake.calls.filter(call => call.name === 'search.query'))
  expect(asked.at(-1)?.input).toMatchObject({ kept: ['under 3 minutes'] })

  await chips.getByRole('button', { name: 'Read under 3 minutes as before' }).click()
  await expect(chips.getByText('read as length:<3m')).toBeVisible()
  // Words that are gone from the box are forgotten.
  await chips.getByRole('button', { name: 'Take under 3 minutes as plain words' }).click()
  await box.fill('piano')
  await box.fill('piano under 3 minutes')
  await expect(chips.getByText('read as length:<3m')).toBeVisible()
})

test('of many parts each is seen whole, and its error too', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 5 }), { width: 900, height: 600 })
  await page.getByRole('searchbox').fill('piano year:soon -vocals lenght:<3m year:later')
  const chips = page.getByRole('list', { name: 'Parts of your search' })
  await expect(chips.getByText('expected a year')).toHaveCount(2)
  await expect(chips.getByRole('listitem')).toHaveCount(5)
  for (const chip of await chips.getByRole('listitem').all()) await expect(chip).toBeInViewport({ ratio: 1 })
  await screen(page, 'search-wrong-parts')
})

test('a wrong part is underlined, says what was expected, and fails nothing', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 5 }))
  await page.getByRole('searchbox').fill('piano year:soon')
  await expect(
    page.getByText('expected a year or years, such as year:1984, year:1980..1989 or year:80s')
  ).toBeVisible()
  const chip = page.getByRole('button', { name: /Edit year:soon, expected a year/ })
  await expect(chip).toHaveCSS('text-decoration-line', 'underline')
  await expect(chip).toHaveCSS('text-decoration-style', 'wavy')
  await expect(page.getByText('5 of 1,284 sound like it')).toBeVisible()
})

test('a phrase in another language says what it was heard as', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 5 }))
  await page.getByRole('searchbox').fill('잔잔한 피아노')
  const chips = page.getByRole('list', { name: 'Parts of your search' })
  await expect(chips.getByText('calm piano')).toBeVisible()
  await expect(
    chips.getByRole('button', { name: 'Edit 잔잔한 피아노, heard as calm piano, from Korean' })
  ).toBeVisible()
})

test('the line ends the strong results and opens the weaker ones', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 6 }))
  await page.getByRole('searchbox').fill('rain')
  await expect(page.getByText('matches end here · what follows only comes close')).toBeVisible()
  const grid = page.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-rowcount', '8')
  await page.getByRole('button', { name: '(show 1,278 more)' }).click()
  await expect(grid).toHaveAttribute('aria-rowcount', String(1284 + 2))
  await page.getByRole('button', { name: '(hide them)' }).click()
  await expect(grid).toHaveAttribute('aria-rowcount', '8')
})

test('no clear match shows the closest twenty, says so, and helps on', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 0, analysed: 900 }))
  const box = page.getByRole('searchbox')
  const grid = page.getByRole('grid', { name: 'Matches' })
  await box.fill('hurdy gurdy genre:jazz')
  await expect(page.getByText('Nothing here clearly sounds like that. These come closest.')).toBeVisible()
  await expect(page.getByText(/384 tracks have not been heard yet/)).toBeVisible()
  await expect(page.getByText('The closest 20 of 900')).toBeVisible()
  await expect(grid).toHaveAttribute('aria-rowcount', '22')
  await page.getByRole('button', { name: 'Without genre:jazz' }).click()
  await expect(box).toHaveValue('hurdy gurdy')
  // Gone with the old answer: before that, the way to the end would be that of the old list.
  await expect(page.getByRole('button', { name: 'Without genre:jazz' })).toHaveCount(0)
  await grid.press('End')
  await page.getByRole('button', { name: '(show 880 more)' }).click()
  await expect(grid).toHaveAttribute('aria-rowcount', '902')
})

test('what is not wanted in plain words is taken out by its own words', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 0 }))
  const box = page.getByRole('searchbox')
  await box.fill('hurdy gurdy without vocals')
  await page.getByRole('button', { name: 'Take out “without vocals”' }).click()
  await expect(box).toHaveValue('hurdy gurdy')
})

test('filters alone narrow the library: all that fit, without a line or a match', async ({ openWindow }) => {
  const page = await openWindow(library(1284))
  await page.getByRole('searchbox').fill('year:1970..1999')
  const grid = page.getByRole('grid', { name: 'Matches' })
  await expect(grid).toHaveAttribute('aria-rowcount', '634')
  await expect(page.locator('.found').getByText('633 tracks')).toBeVisible()
  await expect(page.getByText('matches end here')).toHaveCount(0)
  await expect(page.getByRole('columnheader', { name: 'Match' })).toHaveCount(0)
  await page.getByRole('searchbox').fill('title:"no such title"')
  await expect(page.getByText('No track fits these filters')).toBeVisible()
})

test('more clear matches than a page are all fetched', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 450 }))
  await page.getByRole('searchbox').fill('guitar')
  await expect(page.getByText('450 of 1,284 sound like it')).toBeVisible()
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '452')
})

test('a question before anything was heard says what will happen', async ({ openWindow }) => {
  const page = await openWindow(library(300, { analysed: 0 }))
  await page.getByRole('searchbox').fill('rain')
  await expect(page.getByText('0 of 300 heard so far: results appear as Earshot listens.')).toBeVisible()
  await page.getByRole('button', { name: 'Listen now' }).click()
  expect(await page.evaluate(() => window.fake.calls.at(-1)?.name)).toBe('analysis.start')
})

test('reasons and the best moment stand beside the list; like and not like bend the search', async ({
  openWindow
}) => {
  const page = await openWindow(library(1284, { cut: 6 }))
  const box = page.getByRole('searchbox')
  await box.fill('rain')
  const aside = page.getByRole('complementary', { name: 'About this track' })
  await expect(aside.getByText('Pulled up by')).toBeVisible()
  await expect(aside.getByText('Pulled down by')).toBeVisible()
  await expect(aside.getByRole('button', { name: /Play from \d+:\d\d/ })).toBeVisible()
  const title = await aside.getByRole('heading', { level: 3 }).textContent()
  await box.press('ArrowDown')
  await page.keyboard.press('l')
  await expect(box).toHaveValue(/^rain like:".+"$/)
  await expect(page.getByRole('button', { name: `Edit like:"${title}"` })).toHaveText(`like:"${title}"`)
  await box.fill('rain')
  await expect(aside.getByRole('heading', { level: 3 })).toHaveText(title!)
  await page.getByRole('grid').focus()
  await page.keyboard.press('x')
  await expect(box).toHaveValue(/^rain -like:".+"$/)
  await page.getByRole('button', { name: 'Close details' }).click()
  await expect(aside).toHaveCount(0)
})

test('a failed search says so and can be tried again', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 6, errors: { 'search.query': 'model-missing' } }))
  await page.getByRole('searchbox').fill('rain')
  await expect(page.getByRole('alert')).toContainText('Earshot has lost its ears')
  await page.evaluate(() => (window.fake.options.errors = {}))
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('6 of 1,284 sound like it')).toBeVisible()
})

test('versions stand with their recording, and the dial asks for more variety', async ({ openWindow }) => {
  const page = await openWindow(library())
  await page.getByRole('searchbox').fill('old recordings')
  await expect(page.getByRole('row').nth(1)).toContainText('and 2 more versions')
  const versions = page.getByRole('region', { name: 'Other versions of this recording' })
  await page.getByRole('row').nth(1).click()
  await expect(versions.getByRole('button')).toHaveCount(2)
  await page.getByText('Variety', { exact: true }).click()
  const menu = page.getByRole('group', { name: 'Variety' })
  await menu.getByRole('slider').fill('0.5')
  await menu.getByRole('combobox').selectOption('at most 2')
  await menu.getByRole('checkbox').uncheck()
  await page.waitForFunction(() => {
    const input = window.fake.calls.findLast(call => call.name === 'search.query')?.input as object
    return JSON.stringify(input).includes('"artistCap":2,"foldDuplicates":false,"diversity":0.5')
  })
})
