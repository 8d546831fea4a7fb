import { expect, test } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeAll, runFfmpeg, writeWav, type Format } from '../support/audio.ts'
import { bundle } from '../support/bundle.ts'
import { addAndScan, serveLibrary } from '../support/fixture-serve.ts'

/** No codec has frames of such lengths, and the second one fills not even one. */
const lengths = [50_001, 499, 46_003]
const whole = lengths.reduce((sum, frames) => sum + frames)
const lossless: Format[] = ['flac']
/** One of each way: decoded by what is built in, and by ffmpeg. That all others give each sample once, a test beside them tells. */
const formats: Format[] = [...lossless, 'm4a']

/** Writes a part in each format, into a folder for each. */
function writePart(music: string, wav: string, at: number): void {
  const wanted = formats.map(format => ({
    format,
    to: join(music, format, `${at}.${format}`)
  }))
  encodeAll(wav, wanted)
}

test('tracks run into one another without a sample more or less', async ({ page }) => {
  const rendererFolder = mkdtempSync(join(tmpdir(), 'earshot-page-'))
  bundle(join(import.meta.dirname, 'bridge-page.config.ts'), rendererFolder)
  const html = '<!doctype html><title>Earshot</title><script type="module" src="./page.js"></script>'
  writeFileSync(join(rendererFolder, 'index.html'), html)
  const served = await serveLibrary({ rendererFolder })
  try {
    const original = writeWav(join(served.music, '0.wav'), { seconds: whole / 44_100, shape: 'chirp' })
    for (const format of formats) mkdirSync(join(served.music, format))
    for (const [at, frames] of lengths.entries()) {
      const start = lengths.slice(0, at).reduce((sum, before) => sum + before, 0)
      const wav = join(rendererFolder, `${at}.wav`)
      runFfmpeg(['-i', original, '-af', `atrim=start_sample=${start}:end_sample=${start + frames}`, wav])
      writePart(served.music, wav, at)
    }
    const ids = await addAndScan(served, served.music)
    const paths = await served.engine.call('library.paths', { ids })
    const idsOf = (format: string): number[] =>
      ids.filter((_, at) => paths[at]!.includes(`/music/${format}/`))
    await page.goto(served.newAddress())
    await page.waitForFunction(() => window.bridge !== undefined)
    for (const format of formats) {
      const found = await page.evaluate(([tracks, against]) => window.playThrough(tracks, against), [
        idsOf(format),
        lossless.includes(format) ? ids[paths.indexOf(original)]! : null
      ] as const)
      expect(found, format).toEqual({
        rate: 44_100,
        frames: lengths,
        played: whole,
        differing: -1,
        silentAfter: true
      })
    }
  } finally {
    await served.stop()
    rmSync(rendererFolder, { recursive: true, force: true })
  }
})
