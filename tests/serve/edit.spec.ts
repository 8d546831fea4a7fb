import { expect, test, type Locator, type Page } from '@playwright/test'
import { parseFile } from 'music-metadata'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { encode, writeWav, type Format } from '../support/audio.ts'
import { addAndScan, serveLibrary, type Served } from '../support/fixture-serve.ts'

/**
 * A messy album becomes a clean one in the window: the real page and engine, small real files, and another reader that
 * says what stands in them afterwards. One undo brings back every byte.
 */

interface Messy {
  name: string
  format: Format
  tags: Record<string, string>
}

const messy: Messy[] = [
  { name: '01 - glass harbour', format: 'mp3', tags: { title: 'track 1', artist: 'mara lind' } },
  { name: '02 - iron parade', format: 'flac', tags: { artist: 'Mara Lind', album: 'first lite' } },
  {
    name: '03 - quiet lamp',
    format: 'ogg',
    tags: { title: 'Quiet  Lamp (final)', artist: 'M. Lind', album: 'First Light' }
  },
  { name: '04 - running water', format: 'm4a', tags: { title: 'untitled', artist: 'Various', track: '9' } },
  { name: '05 - short march', format: 'opus', tags: { artist: 'Mara Lind', genre: 'Other' } }
]
const titles = ['Glass Harbour', 'Iron Parade', 'Quiet Lamp', 'Running Water', 'Short March']

let served: Served
let folder: string

test.beforeAll(async () => {
  test.setTimeout(240_000)
  served = await serveLibrary({ rendererFolder: resolve(import.meta.dirname, '../../out/renderer') })
  folder = join(served.music, 'new folder')
  mkdirSync(folder)
  messy.forEach(({ name, format, tags }, at) => {
    const wav = writeWav(join(served.folder, `${at}.wav`), { seconds: 1, hz: 220 + at * 40 })
    encode(wav, format, { to: join(folder, `${name}.${format}`), tags })
    rmSync(wav)
  })
  await addAndScan(served, served.music)
})
test.afterAll(() => served.stop())

const files = (): string[] => readdirSync(folder).sort()
const bytes = (): Record<string, string> =>
  Object.fromEntries(files().map(name => [name, readFileSync(join(folder, name)).toString('base64')]))

/** By another reader than the one that wrote. */
async function said(): Promise<object[]> {
  const all = await Promise.all(files().map(name => parseFile(join(folder, name))))
  return all.map(({ common }) => ({
    title: common.title,
    artists: common.artists,
    album: common.album,
    albumartist: common.albumartist,
    year: common.year,
    track: common.track,
    genre: common.genre
  }))
}

const clean = titles.map((title, at) => ({
  title,
  artists: ['Mara Lind'],
  album: 'First Light',
  albumartist: 'Mara Lind',
  year: 1987,
  track: { no: at + 1, of: titles.length },
  genre: ['Folk', 'Acoustic']
}))

async function cameOut(dialog: Locator, before: Record<string, string>): Promise<void> {
  await expect(dialog.getByText(/Wrote \d+ changes into 5 files/)).toBeVisible()
  expect(await said()).toEqual(clean)
  await dialog.getByRole('button', { name: 'Undo all of it' }).click()
  await expect(dialog.getByText('Everything is as it was before.')).toBeVisible()
  expect(bytes()).toEqual(before)
}

async function opened(page: Page): Promise<Locator> {
  await page.goto(served.newAddress())
  const grid = page.getByRole('grid', { name: 'All tracks' })
  await expect(grid.getByRole('row')).toHaveCount(messy.length + 1)
  return grid
}

test('by mouse', async ({ page }) => {
  const before = bytes()
  const grid = await opened(page)
  // By the names of the files, as they stand in the table.
  await grid.getByRole('row').nth(1).click()
  await grid
    .getByRole('row')
    .nth(messy.length)
    .click({ modifiers: ['Shift'] })
  await page.getByRole('button', { name: 'Edit tags', exact: true }).click()
  const dialog = page.getByRole('dialog')
  const helpers = dialog.getByRole('combobox', { name: 'Put right…' })

  await helpers.selectOption('Take from file names')
  await dialog.getByRole('textbox', { name: 'Pattern' }).fill('{track} - {title}')
  await expect(dialog.getByText('Title in 5 files')).toBeVisible()
  await dialog.getByRole('button', { name: /^Take over/ }).click()
  await helpers.selectOption('Capitals')
  await expect(dialog.getByText('Glass Harbour', { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: /^Take over/ }).click()

  await dialog.getByRole('textbox', { name: 'Track number: of how many' }).fill('5')
  for (const artist of ['mara lind', 'M. Lind', 'Various'])
    await dialog
      .getByRole('group', { name: 'Artist', exact: true })
      .getByRole('button', { name: `Take out ${artist}`, exact: true })
      .click()
  await dialog.getByRole('button', { name: 'Give Mara Lind to all 5' }).click()
  await dialog.getByRole('combobox', { name: 'Album', exact: true }).fill('First Light')
  await dialog.getByRole('combobox', { name: 'Date', exact: true }).fill('1987')
  const albumArtist = dialog.getByRole('combobox', { name: 'Add to Album artist' })
  await albumArtist.fill('Mara Lind')
  await albumArtist.press('Enter')
  await dialog.getByRole('button', { name: 'Take out Other' }).click()
  const genre = dialog.getByRole('combobox', { name: 'Add to Genre' })
  await genre.fill('Folk; Acoustic')
  await genre.press('Enter')
  await dialog.getByRole('button', { name: 'Look it over' }).click()

  await expect(dialog.getByText('Album in 4 files')).toBeVisible()
  await dialog.getByRole('button', { name: 'Write 5 files' }).click()
  await cameOut(dialog, before)
})

test('by keys', async ({ page }) => {
  const before = bytes()
  const grid = await opened(page)
  await grid.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Shift+F2')
  const table = page.getByRole('grid', { name: 'Tags as a table' })
  await expect(table).toBeFocused()
  await expect(table).toHaveAttribute('aria-busy', 'false')
  // The rows come in the order of the list, by artist: each gets what its file's name says.
  const order = await table.getByRole('rowheader').allTextContents()
  for (const name of order) {
    const at = messy.findIndex(one => name.trim().startsWith(one.name))
    await page.keyboard.type(titles[at]!)
    for (const value of ['Mara Lind', 'First Light', 'Mara Lind', '1987', `${at + 1}/5`]) {
      await page.keyboard.press('Tab')
      await page.keyboard.type(value)
    }
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Folk; Acoustic')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Home')
  }
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Write 5 files' })).toBeEnabled()
  await page.keyboard.press('Control+Enter')
  await cameOut(dialog, before)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
