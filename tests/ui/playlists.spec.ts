import type { Page } from '@playwright/test'
import { expect, library, screen, test } from './window.ts'

const full = library(1284, { playlists: { lists: 3, smart: 2 } })
const rows = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('main').getByRole('gridcell')
const titles = async (page: Page): Promise<string[]> =>
  page.getByRole('main').locator('[role=row] .cut:nth-child(2)').allInnerTexts()
const openList = async (page: Page, name = 'Rainy'): Promise<void> => {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(rows(page).first()).toBeVisible()
}

test('a sentence becomes a draft, a draft a playlist', async ({ openWindow }) => {
  const page = await openWindow(full)
  await page.getByRole('button', { name: 'Make a playlist' }).click()
  await page.getByLabel('What the playlist should be').fill('an hour of calm piano, no vocals')
  await page.keyboard.press('Enter')
  await expect(page.getByText('as little of this as possible')).toBeVisible()
  await page.getByRole('button', { name: 'Take an hour as plain words' }).click()
  await expect(page.getByLabel('What the playlist should be')).toHaveValue(
    '"an hour" of calm piano, no vocals'
  )
  await expect(page.getByRole('button', { name: 'Take an hour as plain words' })).toHaveCount(0)
  const before = await titles(page)
  await page
    .getByRole('button', { name: /^Keep .* in its place/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Try other tracks' }).click()
  await expect.poll(async () => (await titles(page))[1]).not.toBe(before[1])
  expect((await titles(page))[0]).toBe(before[0])
  await page
    .getByRole('button', { name: /^Another track instead of/ })
    .nth(1)
    .click()
  await expect(page.getByText('Close to the one before; fits: strings')).toBeVisible()
  await screen(page, 'playlists-make')
  await page.getByLabel('Name of the new playlist').fill('Piano hour')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Piano hour' })).toBeVisible()
  await expect(page.getByRole('navigation').getByRole('button', { name: /^Piano hour/ })).toBeVisible()
})

test('a playlist is renamed; opening another one in between renames neither', async ({ openWindow }) => {
  const page = await openWindow(full)
  await openList(page)
  await page.getByRole('button', { name: 'Rename' }).click()
  const name = page.getByRole('textbox', { name: 'Name of the playlist' })
  await expect(name).toBeFocused()
  await name.fill('Rain at night')
  await openList(page, 'Long drive')
  await expect(name).toHaveCount(0)
  await openList(page)
  await page.getByRole('button', { name: 'Rename' }).first().click()
  await name.press('Escape')
  await expect(name).toHaveCount(0)
  await page.getByRole('button', { name: 'Rename' }).click()
  await name.fill('  Rain at night ')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Rain at night' })).toBeVisible()
  const renamed = await page.evaluate(() =>
    window.fake.calls.filter(call => call.name === 'playlists.rename')
  )
  expect(renamed.map(({ input }) => input)).toMatchObject([{ name: 'Rain at night' }])
})

test('a list is made out of another playlist, without any words too', async ({ openWindow }) => {
  const page = await openWindow(full)
  await page.getByRole('button', { name: 'Make a playlist' }).click()
  await expect(page.getByRole('button', { name: 'Make it' })).toBeDisabled()
  await page.getByLabel('Out of').selectOption('Focus')
  await page.getByRole('button', { name: 'Make it' }).click()
  await expect(rows(page).first()).toBeVisible()
  await page.getByLabel('What the playlist should be').fill('half an hour, builds up')
  await page.keyboard.press('Enter')
  await expect
    .poll(() =>
      page.evaluate(() =>
        window.fake.calls.flatMap(({ name, input }) =>
          name === 'drafts.make' ? [(input as { prompt: string }).prompt] : []
        )
      )
    )
    .toEqual(['playlist:"Focus"', 'half an hour, builds up playlist:"Focus"'])
})

test('a way leads from a track by a sound to a sound', async ({ openWindow }) => {
  const page = await openWindow(full)
  await page.getByRole('button', { name: 'Make a playlist' }).click()
  await page.getByText('From one sound to another').click()
  await expect(page.getByRole('button', { name: 'Make it' })).toBeDisabled()
  await page.getByRole('button', { name: 'The chosen track' }).first().click()
  await page.getByRole('button', { name: 'One more on the way' }).click()
  await page.getByLabel('By').fill('slow strings')
  await page.getByLabel('To', { exact: true }).fill('loud drums')
  await page.keyboard.press('Enter')
  await expect(page.getByText('ends where it sounds so: Slow River')).toBeVisible()
  await screen(page, 'playlists-path')
  const asked = await page.evaluate(() => window.fake.calls.find(({ name }) => name === 'drafts.path')?.input)
  expect(asked).toMatchObject({ points: [{}, { phrase: 'slow strings' }, { phrase: 'loud drums' }] })
  expect(asked).toHaveProperty('points.0.trackId')
})

test('nothing found says what to do', async ({ openWindow }) => {
  const page = await openWindow(full)
  await page.getByRole('button', { name: 'Make a playlist' }).click()
  await page.getByLabel('What the playlist should be').fill('nothing at all')
  await page.getByRole('button', { name: 'Make it' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing in the library fits that' })).toBeVisible()
  const understood = page.getByRole('list', { name: 'Understood' })
  await expect(understood.getByText('not known as a sound: "nothing at all"')).toBeVisible()
  await screen(page, 'playlists-nothing')
})

test('every edit has its way back, by keyboard', async ({ openWindow }) => {
  const page = await openWindow(full)
  await openList(page)
  const before = await titles(page)
  const grid = page.getByRole('grid', { name: 'Rainy' })
  await grid.press('Alt+ArrowDown')
  await expect.poll(() => titles(page)).toEqual([before[1], before[0], ...before.slice(2)])
  await grid.press('Delete')
  await expect.poll(async () => (await titles(page))[1]).toBe(before[2])
  await grid.press('Control+z')
  await grid.press('Control+z')
  await expect.poll(() => titles(page)).toEqual(before)
  await page.getByRole('button', { name: 'Do it again' }).click()
  await expect.poll(async () => (await titles(page))[0]).toBe(before[1])
})

test('dragging puts a track elsewhere', async ({ openWindow }) => {
  const page = await openWindow(full)
  await openList(page)
  const before = await titles(page)
  const lines = page.locator('[draggable=true]')
  await lines.nth(0).dragTo(lines.nth(3))
  await expect.poll(() => titles(page)).toEqual([before[1], before[2], before[0], ...before.slice(3)])
})

test('a removed playlist comes back', async ({ openWindow }) => {
  const page = await openWindow(full)
  await openList(page)
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByRole('navigation').getByRole('button', { name: /^Rainy/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Rainy' })).toBeVisible()
})

test('p adds the chosen track, to a new playlist too', async ({ openWindow }) => {
  const page = await openWindow(full)
  await page.getByRole('grid').press('p')
  await page.keyboard.type('For the train')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Added .* to “For the train”/)).toBeVisible()
  await expect(page.getByRole('navigation').getByRole('button', { name: /^For the train/ })).toBeVisible()
})

test('rules count as they change, and are kept', async ({ openWindow }) => {
  const page = await openWindow(full)
  await page.getByRole('button', { name: 'New smart playlist' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Calm')
  await page.getByLabel('Value').fill('calm piano')
  await expect(page.getByText('“calm piano”: 61 tracks above its line')).toBeVisible()
  await page.getByRole('button', { name: 'Group' }).click()
  await page.getByLabel('What is looked at').nth(1).selectOption('bpm')
  await page.getByLabel('How', { exact: true }).nth(1).selectOption('between')
  await page.getByLabel('From').fill('80')
  await page.getByLabel('To', { exact: true }).fill('100')
  await expect(page.getByText('40 tracks fit now')).toBeVisible()
  await screen(page, 'playlists-rules')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Calm' })).toBeVisible()
  const created = await page.evaluate(() => window.fake.calls.find(({ name }) => name === 'playlists.create'))
  expect(created?.input).toMatchObject({
    rules: {
      match: {
        all: [
          { field: 'sound', op: 'is', value: 'calm piano' },
          { any: [{ field: 'bpm', op: 'between', value: [80, 100] }] }
        ]
      }
    }
  })
})

test('rules without a value are asked for, never counted or kept', async ({ openWindow }) => {
  const page = await openWindow(full)
  await page.getByRole('button', { name: 'New smart playlist' }).click()
  await expect(page.getByText('Give every rule its value')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('Calm')
  const kept = page.getByRole('button', { name: 'Save', exact: true })
  const calls = (name: string): Promise<number> =>
    page.evaluate(named => window.fake.calls.filter(call => call.name === named).length, name)
  await kept.click()
  await page.getByLabel('What is looked at').selectOption('playlist')
  await kept.click()
  await page.getByLabel('What is looked at').selectOption('duration')
  await page.getByLabel('Value').fill('soon')
  await kept.click()
  await expect(page.getByLabel('Value')).toHaveValue('soon')
  expect(await calls('playlists.create')).toBe(0)
  await page.getByLabel('Value').fill('4m')
  await expect(page.getByText('40 tracks fit now')).toBeVisible()
  await kept.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Calm' })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('rules are typed and shown in the units that people say', async ({ openWindow }) => {
  const page = await openWindow(full)
  await page.getByRole('button', { name: 'New smart playlist' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Short and good')
  const field = page.getByLabel('What is looked at')
  const value = page.getByLabel('Value')
  await page.getByRole('button', { name: 'Rule', exact: true }).click()
  await page.getByRole('button', { name: 'Rule', exact: true }).click()
  await field.nth(0).selectOption('duration')
  await page.getByLabel('How', { exact: true }).nth(0).selectOption('below')
  await value.nth(0).fill('4')
  await expect(page.getByText('expected a length with its unit')).toBeVisible()
  await screen(page, 'playlists-rule-wrong')
  await value.nth(0).fill('3:30')
  await field.nth(1).selectOption('bytes')
  await value.nth(1).fill('12 mb')
  await field.nth(2).selectOption('rating')
  await value.nth(2).fill('3.5')
  await value.nth(2).blur()
  await expect(page.getByText('expected a length')).toHaveCount(0)
  await expect(value.nth(0)).toHaveValue('3m30s')
  await expect(value.nth(1)).toHaveValue('12 MB')
  await expect(value.nth(2)).toHaveValue('3.5 ★')
  await screen(page, 'playlists-rule-units')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Short and good' })).toBeVisible()
  const created = await page.evaluate(() => window.fake.calls.find(({ name }) => name === 'playlists.create'))
  expect(created?.input).toMatchObject({
    rules: {
      match: {
        all: [
          { field: 'duration', op: 'below', value: 210 },
          { field: 'bytes', op: 'above', value: 12_000_000 },
          { field: 'rating', op: 'above', value: 70 }
        ]
      }
    }
  })
})

test('rules have their way back too, where nothing is left that fits', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { playlists: { smart: 1, entries: 0 } }))
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Focus/ })
    .click()
  await page.getByRole('button', { name: 'Rules…' }).click()
  await page.getByLabel('Value').first().fill('a sound nobody ever heard')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('grid')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo the last edit' }).click()
  await page.getByRole('button', { name: 'Rules…' }).click()
  await expect(page.getByLabel('Value').first()).toHaveValue('calm piano')
})

test('a look at it proposes, and changes only when asked', async ({ openWindow }) => {
  const page = await openWindow(full)
  await openList(page)
  const before = await titles(page)
  await page.getByRole('button', { name: 'Check the flow' }).click()
  await expect(page.getByText('Calm; piano, strings; 60 to 90 BPM.')).toBeVisible()
  expect((await titles(page)).slice(0, 5)).toEqual(before.slice(0, 5))
  await expect(page.getByText(/^2 tracks of \d+ only come near what was asked for$/)).toBeVisible()
  await screen(page, 'playlists-report')
  await page.getByRole('button', { name: 'Put it in this order' }).click()
  await expect.poll(async () => (await titles(page))[0]).not.toBe(before[0])
})

test('an import reports what was not found, and takes a guess', async ({ openWindow }) => {
  const page = await openWindow({ ...full, shape: 'serve' })
  await page
    .getByLabel('Import a playlist')
    .last()
    .setInputFiles({
      name: 'car.m3u',
      mimeType: 'audio/x-mpegurl',
      buffer: Buffer.from('#EXTM3U\n/music/a.mp3\n')
    })
  await expect(page.getByRole('heading', { name: 'From the car' })).toBeVisible()
  await screen(page, 'playlists-imported')
  // The likeliest is proposed; others, and the track that is chosen in the library, are one choice away.
  const guess = page.getByLabel('This one?')
  await expect(guess.getByRole('option')).toHaveText([
    'Slow River — Tidal',
    'Slow Rivers — Tidal',
    /chosen in the library/
  ])
  await guess.selectOption('6')
  await page.getByRole('button', { name: 'Use it' }).click()
  await expect(page.getByText('found', { exact: true })).toBeVisible()
  const linked = await page.evaluate(
    () => window.fake.calls.find(({ name }) => name === 'playlists.replaceEntry')?.input
  )
  expect(linked).toMatchObject({ trackId: 6 })
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByText('Every track was found.')).toBeVisible()
})

test('one track is exchanged for another that fits, and comes back', async ({ openWindow }) => {
  const page = await openWindow(full)
  await openList(page)
  const before = await titles(page)
  const grid = page.getByRole('grid', { name: 'Rainy' })
  await grid.press('ArrowDown')
  await grid.press('r')
  await expect(page.getByText('Close to the one before; fits: strings')).toBeVisible()
  const asked = await page.evaluate(
    () => window.fake.calls.find(({ name }) => name === 'drafts.reroll')?.input
  )
  expect(asked).toMatchObject({ position: 1 })
  await page.getByRole('button', { name: 'Undo the last edit' }).click()
  await expect.poll(() => titles(page)).toEqual(before)
})

test('a track is dragged from the library onto a list, not onto a smart playlist', async ({ openWindow }) => {
  const page = await openWindow(full)
  const lists = page.getByRole('list', { name: 'Playlists' })
  const line = page.getByRole('grid').locator('.row [draggable=true]').nth(2)
  await line.dragTo(lists.getByRole('button', { name: /^Focus/ }))
  await line.dragTo(lists.getByRole('button', { name: /^Rainy/ }))
  await expect(page.getByText(/Added .* to “Rainy”/)).toBeVisible()
  const edits = await page.evaluate(() => window.fake.calls.filter(({ name }) => name === 'playlists.edit'))
  expect(edits).toHaveLength(1)
})

for (const theme of ['light', 'dark'] as const)
  test(`lists, ${theme}`, async ({ openWindow }) => {
    const playlists = { lists: 4, smart: 2, entries: 60, missing: 2 }
    const page = await openWindow(library(1284, { settings: { theme }, playlists }))
    await openList(page)
    await screen(page, `playlists-list-${theme}`)
    await openList(page, 'Focus')
    await page.getByText('Lately').click()
    await screen(page, `playlists-smart-${theme}`)
    await page.getByRole('button', { name: 'Make a playlist' }).click()
    await screen(page, `playlists-start-${theme}`)
  })

test('20,000 entries scroll in few rows', async ({ openWindow }) => {
  const page = await openWindow(library(100_000, { playlists: { lists: 1, entries: 20_000 } }))
  await openList(page)
  const grid = page.getByRole('grid', { name: 'Rainy' })
  await grid.press('End')
  await expect(grid.getByText(/^20,?000$/)).toBeVisible()
  expect(await page.getByRole('row').count()).toBeLessThan(80)
})

test('entries are chosen together as tracks in the library are, and acted on together', async ({
  openWindow
}) => {
  const page = await openWindow(full)
  await openList(page)
  const grid = page.getByRole('grid', { name: 'Rainy' })
  await expect(grid).toBeVisible()
  await grid.focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  const bar = page.getByRole('region', { name: 'What to do with 3 tracks' })
  await expect(bar).toContainText('3 chosen')
  await page.locator('#playlist-entries-row-4').click({ modifiers: ['ControlOrMeta'] })
  await expect(page.getByRole('row', { selected: true })).toHaveCount(4)
  await page.locator('#playlist-entries-row-2').click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Add to a playlist' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { selected: true })).toHaveCount(4)
  const left = await page.evaluate(() => window.app.playlists.open.meantEntries.map(({ id }) => id))
  await page.getByRole('button', { name: 'Take out of the playlist' }).click()
  const input = await page.evaluate(
    () => window.fake.calls.findLast(({ name }) => name === 'playlists.edit')?.input
  )
  expect(input).toMatchObject({ operations: [{ kind: 'remove', entryIds: left }] })
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1)
  await expect(grid).toBeVisible()
})
