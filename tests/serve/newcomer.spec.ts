import { expect, test, type Page } from '@playwright/test'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { encode } from '../support/audio.ts'
import { jobEnd } from '../support/jobs.ts'
import { serveLibrary, type Served } from '../support/fixture-serve.ts'
import { bass, drums, pad, plucks, writeMusic, type Passage } from '../support/made-music.ts'

/**
 * Somebody who has never seen Earshot gets from the open window to a saved and exported playlist of ten results, in
 * twelve actions at most: an action is a click, a key, or a text that is typed.
 */

const mostActions = 12
const voices = [[pad], [plucks], [pad, plucks], [drums], [drums, bass]] as const

let served: Served

test.beforeAll(async () => {
  test.setTimeout(180_000)
  served = await serveLibrary({ rendererFolder: resolve(import.meta.dirname, '../../out/renderer') })
  const wavs = mkdtempSync(join(tmpdir(), 'earshot-newcomer-'))
  mkdirSync(served.music, { recursive: true })
  for (let at = 0; at < 15; at++) {
    const title = `Piece ${at + 1}`
    const passage: Passage = { voices: [...voices[at % 5]!], from: 0, to: 14 + (at % 7), bpm: 58 + at * 5 }
    const wav = writeMusic(join(wavs, `${title}.wav`), [passage])
    encode(wav, 'flac', { to: join(served.music, `${title}.flac`), tags: { title, artist: `Artist ${at}` } })
  }
  rmSync(wavs, { recursive: true, force: true })
  const { engine } = served
  const scanned = jobEnd(engine, 'scan')
  await engine.call('library.addFolders', { paths: [served.music] })
  await scanned
  const heard = jobEnd(engine, 'analysis')
  await engine.call('analysis.start', {})
  await heard
})
test.afterAll(() => served.stop())

/** What comes of it: a file that names ten of the tracks or more. */
async function exported(page: Page, act: () => Promise<unknown>): Promise<string[]> {
  const [file] = await Promise.all([page.waitForEvent('download'), act()])
  const lines = readFileSync(await file.path(), 'utf8').split('\n')
  return lines.filter(line => line !== '' && !line.startsWith('#'))
}

async function begins(page: Page): Promise<void> {
  await served.forgetView()
  await page.goto(served.newAddress())
  await expect(page.getByRole('grid', { name: 'All tracks' })).toBeVisible()
}

test('with the mouse', async ({ page }) => {
  let actions = 0
  const click = async (name: string | RegExp, within = 'body'): Promise<void> => {
    actions++
    await page
      .locator(within)
      .getByRole('button', { name, exact: typeof name === 'string' })
      .click()
  }
  await begins(page)
  await page.getByRole('searchbox').click()
  await page.keyboard.type('songs under 20 seconds')
  actions += 2
  await expect(page.getByRole('grid', { name: 'Matches' }).getByRole('row').nth(10)).toBeVisible()
  await click(/^Save as playlist/)
  await click('Save', 'dialog')
  await click('Open')
  await click(/^Export/)
  const names = await exported(page, () => click('Download', 'dialog'))
  expect(names.length).toBeGreaterThanOrEqual(10)
  expect(actions).toBeLessThanOrEqual(mostActions)
})

test('with the keys', async ({ page }) => {
  let actions = 0
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      actions++
      await page.keyboard.press(key)
    }
  }
  const type = async (text: string): Promise<void> => {
    actions++
    await page.keyboard.type(text)
  }
  await begins(page)
  await press('/')
  await type('songs under 20 seconds')
  await expect(page.getByRole('grid', { name: 'Matches' }).getByRole('row').nth(10)).toBeVisible()
  await press('Enter', 's')
  await type('By keys')
  await press('Enter')
  // What the notice offers: the playlist.
  await expect(page.getByRole('button', { name: 'Open', exact: true })).toBeVisible()
  await press('z')
  await expect(page.getByRole('heading', { name: 'By keys' })).toBeVisible()
  await press('w')
  await expect(page.getByRole('dialog', { name: /^Export/ })).toBeVisible()
  const names = await exported(page, () => press('Enter'))
  expect(names.length).toBeGreaterThanOrEqual(10)
  expect(actions).toBeLessThanOrEqual(mostActions)
})
