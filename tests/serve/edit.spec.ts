import { expect, test, type Locator, type Page } from '@playwright/test'
import { join, resolve } from 'node:path'
import { serveLibrary, type Served } from '../support/fixture-serve.ts'
import { bytesOf, clean, cover, makeMessy, names, said, titles } from '../support/messy-album.ts'

/**
 * A messy album becomes a clean one in the window: doubles go to the trash, tags and a cover go in, files get names. The
 * real page and engine, small real files, and another reader that says what stands in them afterwards. One undo of each
 * step brings back every byte.
 */

const pattern = '{albumartist}/{year} {album}/{track} {title}'
const look = /^Look (for doubles|at what is new)$/

let served: Served
const dataHome = process.env.XDG_DATA_HOME

test.beforeEach(() => served.forgetView())
test.beforeAll(async () => {
  test.setTimeout(240_000)
  served = await serveLibrary({ rendererFolder: resolve(import.meta.dirname, '../../out/renderer') })
  // The trash; threads that move files get what stands there as they start.
  process.env.XDG_DATA_HOME = join(served.folder, 'share')
  await makeMessy(served)
})
test.afterAll(async () => {
  if (dataHome === undefined) delete process.env.XDG_DATA_HOME
  else process.env.XDG_DATA_HOME = dataHome
  await served.stop()
})

const gridOf = (page: Page): Locator => page.getByRole('grid', { name: 'All tracks' })
const rows = (page: Page, count: number): Promise<void> =>
  expect(gridOf(page).getByRole('row')).toHaveCount(count + 1)

/** Looked at by another reader, and then taken back: each step by one undo, the last one first. */
async function cameOut(
  page: Page,
  {
    picture,
    before,
    steps,
    press
  }: { picture: string; before: Record<string, string>; steps: number; press: Press }
): Promise<void> {
  expect(await said(served.music)).toEqual(clean(picture))
  const list = page.getByRole('list', { name: 'What was written' }).getByRole('button')
  const all = await list.count()
  for (let step = 0; step < steps; step++) {
    // Each undo is a batch of its own, above the others.
    await press(list.nth(2 * step))
    await press(page.getByRole('button', { name: /^Undo \d+ changes?$/ }))
    await expect(list).toHaveCount(all + step + 1)
    await expect(page.getByRole('button', { name: 'all undone', exact: true })).toBeVisible()
  }
  expect(bytesOf(served.music)).toEqual(before)
}

type Press = (target: Locator) => Promise<void>

test('by mouse', async ({ page }) => {
  const before = bytesOf(served.music)
  const press: Press = target => target.click()
  await page.goto(served.newAddress())
  await rows(page, 7)

  await press(page.getByRole('button', { name: 'Doubles' }))
  await press(page.getByRole('button', { name: look }))
  await press(page.getByRole('button', { name: 'Set aside what is sure: 2 files…' }))
  await page.getByRole('dialog').getByText('They go to the trash').click()
  await press(page.getByRole('dialog').getByRole('button', { name: 'Set aside' }))
  await expect(page.getByText('No doubles found')).toBeVisible()
  await press(page.getByRole('button', { name: /^Library/ }))
  await rows(page, titles.length)

  const row = gridOf(page).getByRole('row')
  await row.nth(1).click()
  await row.nth(titles.length).click({ modifiers: ['Shift'] })
  await press(page.getByRole('button', { name: 'Edit tags', exact: true }))
  const dialog = page.getByRole('dialog')
  const helpers = dialog.getByRole('combobox', { name: 'Tools…' })

  await helpers.selectOption('Take from file names')
  await dialog.getByRole('textbox', { name: 'Pattern' }).fill('{track} - {title}')
  await expect(dialog.getByText('Title in 5 files')).toBeVisible()
  await press(dialog.getByRole('button', { name: /^Apply/ }))
  await helpers.selectOption('Capitals')
  await expect(dialog.getByText('Glass Harbour', { exact: true })).toBeVisible()
  await press(dialog.getByRole('button', { name: /^Apply/ }))

  await dialog.getByRole('textbox', { name: 'Track number: of how many' }).fill('5')
  for (const artist of ['mara lind', 'M. Lind', 'Various'])
    await press(
      dialog
        .getByRole('group', { name: 'Artist', exact: true })
        .getByRole('button', { name: `Take out ${artist}`, exact: true })
    )
  await press(dialog.getByRole('button', { name: 'Give Mara Lind to all 5' }))
  await dialog.getByRole('combobox', { name: 'Album', exact: true }).fill('First Light')
  await dialog.getByRole('combobox', { name: 'Date', exact: true }).fill('1987')
  const albumArtist = dialog.getByRole('combobox', { name: 'Add to Album artist' })
  await albumArtist.fill('Mara Lind')
  await albumArtist.press('Enter')
  await press(dialog.getByRole('button', { name: 'Take out Other' }))
  const genre = dialog.getByRole('combobox', { name: 'Add to Genre' })
  await genre.fill('Folk; Acoustic')
  await genre.press('Enter')
  const chosen = page.waitForEvent('filechooser')
  await press(dialog.getByRole('button', { name: 'Choose…' }))
  await (await chosen).setFiles(cover)
  await expect(dialog.getByRole('img', { name: 'Front, PNG, 1 × 1' })).toBeVisible()
  await press(dialog.getByRole('button', { name: 'Review changes' }))
  await expect(dialog.getByText('Album in 4 files')).toBeVisible()
  await press(dialog.getByRole('button', { name: 'Write 5 files' }))
  await expect(dialog.getByText(/Wrote \d+ changes into 5 files/)).toBeVisible()
  await press(dialog.getByRole('button', { name: 'Done' }))

  await press(page.getByRole('button', { name: 'Edit tags', exact: true }))
  await press(dialog.getByRole('button', { name: 'Rename…' }))
  await dialog.getByRole('textbox', { name: 'Pattern' }).fill(pattern)
  await press(dialog.getByRole('button', { name: 'Review the plan' }))
  await press(page.getByRole('button', { name: 'Write 5 changes into 5 files' }))
  await expect(page.getByText('5 changes written.')).toBeVisible()
  await press(page.getByRole('button', { name: 'History', exact: true }).last())
  await cameOut(page, { picture: cover.buffer.toString('base64'), before, steps: 3, press })
})

test('by keys', async ({ page, context }) => {
  const before = bytesOf(served.music)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const keys = async (...all: string[]): Promise<void> => {
    for (const key of all) await page.keyboard.press(key)
  }
  /** By Tab alone, as somebody without a mouse gets there. */
  const reach: Press = async target => {
    await expect(target).toBeEnabled()
    for (let at = 0; at < 80; at++) {
      if (await target.evaluate(element => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    await expect(target).toBeFocused()
  }
  const press: Press = async target => {
    await reach(target)
    await page.keyboard.press('Enter')
  }
  const dialog = page.getByRole('dialog')
  /** Looks what was typed over, writes it and closes the sheet. */
  const write = async (): Promise<void> => {
    await keys('Control+Enter')
    await expect(dialog.getByRole('button', { name: 'Write 5 files' })).toBeEnabled()
    await keys('Control+Enter')
    await expect(dialog.getByText(/Wrote \d+ changes into 5 files/)).toBeVisible()
    await keys('Escape')
    await expect(dialog).toHaveCount(0)
  }
  await page.goto(served.newAddress())
  await rows(page, 7)

  await keys('0')
  await press(page.getByRole('button', { name: look }))
  await press(page.getByRole('button', { name: 'Set aside what is sure: 2 files…' }))
  await reach(dialog.getByRole('radio').first())
  await keys('ArrowRight')
  await press(dialog.getByRole('button', { name: 'Set aside' }))
  await expect(page.getByText('No doubles found')).toBeVisible()
  await keys('1')
  await rows(page, titles.length)

  await gridOf(page).focus()
  await keys('Control+a', 'Shift+F2')
  const table = page.getByRole('grid', { name: 'Tags as a table' })
  await expect(table).toBeFocused()
  await expect(table).toHaveAttribute('aria-busy', 'false')
  // The rows come in the order of the list, by artist: each gets what its file's name says.
  for (const name of await table.getByRole('rowheader').allTextContents()) {
    const at = names.findIndex(one => name.trim().startsWith(one))
    await page.keyboard.type(titles[at]!)
    for (const value of ['Mara Lind', 'First Light', 'Mara Lind', '1987', `${at + 1}/5`]) {
      await keys('Tab')
      await page.keyboard.type(value)
    }
    await keys('Tab', 'Tab')
    await page.keyboard.type('Folk; Acoustic')
    await keys('Enter', 'Home')
  }
  await write()

  await keys('Control+a', 'e')
  // What is pasted is what the browser makes of the picture that was copied.
  const picture = await page.evaluate(async base64 => {
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
    const blob = new Blob([bytes], { type: 'image/png' })
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })])
    const [item] = await navigator.clipboard.read()
    const copied = new Uint8Array(await (await item!.getType('image/png')).arrayBuffer())
    return btoa(String.fromCharCode(...copied))
  }, cover.buffer.toString('base64'))
  await expect(dialog.getByText('No picture yet')).toBeVisible()
  await keys('Control+v')
  await expect(dialog.getByRole('img', { name: 'Front, PNG, 1 × 1' })).toBeVisible()
  await write()

  await keys('Shift+N', 'Control+a')
  await page.keyboard.type(pattern)
  await expect(dialog.getByRole('button', { name: 'Review the plan' })).toBeEnabled()
  await keys('Enter')
  await press(page.getByRole('button', { name: 'Write 5 changes into 5 files' }))
  await expect(page.getByText('5 changes written.')).toBeVisible()
  await keys('5')
  await cameOut(page, { picture, before, steps: 4, press })
})
