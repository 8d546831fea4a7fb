import { expect, test, type Page } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { encode } from '../support/audio.ts'
import { serveLibrary, type Served } from '../support/fixture-serve.ts'
import { bass, distortion, drums, pad, plucks, writeMusic, type Passage } from '../support/made-music.ts'

/**
 * Five walks of somebody who has never seen Earshot: the real window, the real engine and the real towers, on music that
 * is made here. Made sounds carry a mood only as far as a soft pad is calm and a driven guitar is not.
 */

const all = (voices: Passage['voices'], bpm: number, to = 30): Passage[] => [{ voices, from: 0, to, bpm }]
const music: Record<string, Passage[]> = {
  'Glass Harbour': all([pad], 60),
  'Iron Parade': all([distortion, drums], 172),
  'Club Nine': all([bass, drums, pad], 128),
  'Quiet Lamp': all([plucks], 62),
  'Running Water': all([plucks], 150),
  'Short March': all([drums], 110),
  'Two Halves': [
    { voices: [pad], from: 0, to: 36, bpm: 60 },
    { voices: [drums, bass], from: 36, to: 62, bpm: 140 }
  ]
}

let served: Served
let wavs: string

test.beforeAll(async () => {
  test.setTimeout(120_000)
  served = await serveLibrary({ rendererFolder: resolve(import.meta.dirname, '../../out/renderer') })
  wavs = mkdtempSync(join(tmpdir(), 'earshot-walks-'))
  mkdirSync(served.music, { recursive: true })
  for (const [title, passages] of Object.entries(music)) {
    const wav = writeMusic(join(wavs, `${title}.wav`), passages)
    encode(wav, 'flac', { to: join(served.music, `${title}.flac`), tags: { title, artist: 'Mara Lind' } })
  }
  const { engine } = served
  const ended = (kind: string): Promise<null> => {
    const { promise, resolve } = Promise.withResolvers<null>()
    const off = engine.on('job', job => {
      if (job.kind !== kind || job.state === 'running') return
      off()
      resolve(null)
    })
    return promise
  }
  const scanned = ended('scan')
  await engine.call('library.addFolders', { paths: [served.music] })
  await scanned
  const heard = ended('analysis')
  await engine.call('analysis.start', {})
  await heard
})
test.afterAll(async () => {
  await served.stop()
  rmSync(wavs, { recursive: true, force: true })
})

test.beforeEach(async ({ page }) => {
  await served.forgetView()
  await page.goto(served.newAddress())
  await expect(page.getByRole('grid', { name: 'All tracks' })).toBeVisible()
})

/** Clicks into the box and types. */
async function ask(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox').click()
  await page.keyboard.type(text)
}

const found = (page: Page, at: number) => page.getByRole('grid', { name: 'Matches' }).getByRole('row').nth(at)

test('a track whose name is half remembered', async ({ page }) => {
  await ask(page, 'glas harbor')
  await expect(found(page, 1)).toContainText('Glass Harbour')
  await expect(page.getByText('1 found by name')).toBeVisible()
})

test('a mood', async ({ page }) => {
  await ask(page, 'something relaxing')
  await expect(found(page, 1)).toContainText('Glass Harbour')
})

test('a track with two constraints', async ({ page }) => {
  await ask(page, 'drums under 40 seconds')
  await expect(found(page, 1)).toContainText('Short March')
  await expect(page.getByRole('list', { name: 'Parts of your search' })).toContainText('read as length:<40s')
  await expect(page.getByRole('grid', { name: 'Matches' })).not.toContainText('Two Halves')
})

test('a moment', async ({ page }) => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Moments' }).click()
  await page.keyboard.type('drums')
  const hottest = page.getByRole('list', { name: 'Moments' }).getByRole('listitem').first()
  await expect(hottest).toContainText('Two Halves')
  // The drums come in after 36 seconds.
  await expect(hottest).toContainText(/0:(3[5-9]|4\d)–1:0\d/)
  await hottest.getByRole('button', { name: /^Play/ }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
})

test('more like this, but calmer', async ({ page }) => {
  await page.getByRole('grid', { name: 'All tracks' }).getByText('Running Water').click()
  await page.getByRole('button', { name: 'Like this', exact: true }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('like:"Running Water"')
  await page.getByRole('searchbox').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' but calmer')
  await expect(found(page, 1)).toContainText('Quiet Lamp')
  await expect(page.getByRole('list', { name: 'Parts of your search' })).toContainText(
    'read as calm -energetic'
  )
})

test('a queue by sound that goes on by itself, and is there again after a reload', async ({ page }) => {
  await page.getByRole('grid', { name: 'All tracks' }).getByText('Glass Harbour').dblclick()
  await page.keyboard.press('q')
  const queue = page.getByRole('complementary', { name: 'Queue' })
  await queue.getByText('By sound').click()
  await expect(queue.getByRole('row', { name: /Playing/ })).toContainText('Glass Harbour')
  await queue.getByRole('button', { name: 'Clear the queue' }).click()
  await queue.getByText('Keep playing').click()
  await page.getByRole('button', { name: 'Pause' }).click()
  // Of one artist it takes one more than the one that plays.
  await expect(queue.getByRole('row')).toHaveCount(2)
  const [, next] = await queue.locator('.title').allTextContents()
  await page.reload()
  await expect(page.getByRole('region', { name: 'Player' })).toContainText('Glass Harbour')
  await page.keyboard.press('q')
  await expect(queue.locator('.title')).toHaveText(['Glass Harbour', next!])
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
})
