import { expect, test, type Page } from '@playwright/test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../../src-main/serve/server.ts'
import { writeWav } from '../support/audio.ts'
import { bundle } from '../support/bundle.ts'
import { addAndScan, serveLibrary, type Served } from '../support/fixture-serve.ts'

/** `edition` changes what a build would make of another content: the name of the script. */
const pageOf = (edition: number): string =>
  `<!doctype html><title>Earshot ${edition}</title><script type="module" src="./page.js?${edition}"></script>`

let rendererFolder: string
let served: Served

test.beforeAll(() => {
  rendererFolder = mkdtempSync(join(tmpdir(), 'earshot-page-'))
  bundle(join(import.meta.dirname, 'bridge-page.config.ts'), rendererFolder)
  writeFileSync(join(rendererFolder, 'index.html'), pageOf(1))
})
test.afterAll(() => rmSync(rendererFolder, { recursive: true, force: true }))

test.beforeEach(async () => {
  served = await serveLibrary({ rendererFolder })
})
test.afterEach(() => served.stop())

async function enter(page: Page): Promise<void> {
  await page.goto(served.newAddress())
  await expect.poll(() => page.evaluate(() => window.bridge?.shape)).toBe('serve')
}

test('the address with the code lets a browser in, loses the code, and finds back', async ({
  page,
  context
}) => {
  await enter(page)
  expect(page.url()).toBe(`${served.origin}/`)
  expect(await page.evaluate(() => document.cookie)).toBe('')
  const [cookie] = await context.cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
  expect(cookie!.value).not.toContain(served.token)
  expect((await page.reload())!.status()).toBe(200)
  const other = await context.newPage()
  expect((await other.goto(served.origin))!.status()).toBe(200)
})

test('without a cookie, or with another, the page is shut', async ({ page, context }) => {
  expect((await page.goto(served.origin))!.status()).toBe(401)
  await context.addCookies([{ name: served.cookie.split('=')[0]!, value: 'wrong', url: served.origin }])
  expect((await page.goto(served.origin))!.status()).toBe(401)
})

test('calls, typed arrays, failures and cancelling', async ({ page }) => {
  writeWav(join(served.music, 'a.wav'), { seconds: 1 })
  await addAndScan(served, served.music)
  await enter(page)
  const found = await page.evaluate(async () => {
    const bridge = window.bridge!
    const { ids } = await bridge.call('library.list', { sort: 'path', descending: false })
    const failure = await bridge.call('library.track', { id: 999 }).catch((error: unknown) => error)
    const cancelled = await bridge
      .call('library.overview', {}, AbortSignal.abort())
      .catch((error: unknown) => error)
    const code = (error: unknown): string => (error as { code: string }).code
    return {
      typed: ids instanceof Uint32Array && ids.length,
      failure: code(failure),
      cancelled: code(cancelled),
      path: bridge.pathOf(new File([], 'x'))
    }
  })
  expect(found).toEqual({ typed: 1, failure: 'not-found', cancelled: 'cancelled', path: null })
})

test('a track plays and seeks under the policy', async ({ page }) => {
  writeWav(join(served.music, 'long.wav'), { seconds: 600, sampleRate: 22_050, channels: 1 })
  const [id] = await addAndScan(served, served.music)
  await enter(page)
  const played = await page.evaluate(async id => {
    const audio = new Audio(window.bridge!.mediaUrl(id))
    audio.muted = true
    const once = (name: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        audio.addEventListener(name, resolve, { once: true })
        audio.addEventListener('error', () => reject(new Error(audio.error?.message)), { once: true })
      })
    await once('loadedmetadata')
    const seeked = once('seeked')
    audio.currentTime = 550
    await seeked
    return [audio.duration, audio.currentTime]
  }, id!)
  expect(played).toEqual([600, 550])
})

test('a server that goes and comes back is found again by the page', async ({ page }) => {
  await enter(page)
  await page.evaluate(() => {
    const states: string[] = []
    Object.assign(window, { states })
    window.bridge!.on('engine.changed', value => states.push(value.state))
  })
  const states = (): Promise<unknown> =>
    page.evaluate(() => (window as unknown as { states: string[] }).states)
  await served.close()
  await expect.poll(states).toEqual(['restarting'])
  const waiting = page.evaluate(() => window.bridge!.call('library.overview', {}))
  const { engine, music, token } = served
  const port = Number(new URL(served.origin).port)
  const again = await startServer({ engine, rendererFolder, roots: [music], port, token })
  // What was asked meanwhile is answered.
  expect(await waiting).toMatchObject({ tracks: 0 })
  expect(await states()).toEqual(['restarting', 'running'])
  await again.close()
})

test('a server that comes back with the page of another edition gets that one shown', async ({ page }) => {
  await enter(page)
  await expect(page).toHaveTitle('Earshot 1')
  await served.close()
  writeFileSync(join(rendererFolder, 'index.html'), pageOf(2))
  const { engine, music, token } = served
  const port = Number(new URL(served.origin).port)
  const again = await startServer({ engine, rendererFolder, roots: [music], port, token })
  await expect(page).toHaveTitle('Earshot 2')
  await again.close()
})
