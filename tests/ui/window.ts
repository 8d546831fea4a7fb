import { readFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import type { FakeOptions } from '../support/fake-bridge.ts'

/** Where `page/bundle.ts` puts the page. */
export const pageFolder = resolve(import.meta.dirname, '../../test-results/ui-page')
const origin = 'https://earshot.test'
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.flac': 'audio/flac'
}

/** As strict as the shells': what the page may not do there, it may not do here. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob: data:; base-uri 'none'"

export type OpenWindow = (
  options?: Partial<FakeOptions>,
  size?: { width: number; height: number }
) => Promise<Page>

/** Opens the page on a made-up engine, and fails the test for anything the page complains about. */
export const test = base.extend<{ openWindow: OpenWindow }>({
  openWindow: async ({ page }, use) => {
    const complaints: string[] = []
    page.on('pageerror', error => complaints.push(String(error)))
    page.on('console', message => {
      // Without a graphics card Chromium complains of its own drawing.
      const isOfDriver = message.text().includes('GL Driver Message (OpenGL, Performance')
      if (!isOfDriver && (message.type() === 'error' || message.type() === 'warning'))
        complaints.push(message.text())
    })
    await page.route(`${origin}/**`, async route => {
      const name = new URL(route.request().url()).pathname
      const file = join(pageFolder, name === '/' ? 'index.html' : name)
      const body = await readFile(file).catch(() => null)
      if (!body) return route.fulfill({ status: 404 })
      return route.fulfill({
        body,
        contentType: types[extname(file)] ?? 'application/octet-stream',
        headers: { 'content-security-policy': policy }
      })
    })
    await use(async (options = {}, size = { width: 1280, height: 800 }) => {
      await page.setViewportSize(size)
      await page.addInitScript(value => (window.fakeOptions = value), options)
      await page.goto(`${origin}/`)
      return page
    })
    expect(complaints).toEqual([])
  }
})

export { expect }

export const folder = {
  id: 1,
  path: '/music/Records',
  state: 'present',
  tracks: 1284,
  addedAt: 0,
  scannedAt: 1
} as const

/** A library of ordinary size, all of it heard. */
export const library = (tracks = 1284, over: Partial<FakeOptions> = {}): Partial<FakeOptions> => ({
  tracks,
  analysed: tracks,
  folders: [{ ...folder, tracks }],
  ...over
})

/** The name of a control that has none; asked of all of a role at once, since a question costs more than an answer. */
export const nameless = /^\s*$/

/** A picture of the window, for people to look at. On every change nobody does, and none is made. */
export const screen = async (page: Page, name: string): Promise<void> => {
  if (process.env.CI) return
  await page.screenshot({ path: `test-results/screens/${name}.png`, animations: 'disabled' })
}

/** The window as it stands, in both themes: `NAME-light`, `NAME-dark`, each with `more` behind it. */
export async function screens(page: Page, name: string, more = ''): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate(async to => void (await window.app.preferences.set({ theme: to })), theme)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await screen(page, `${name}-${theme}${more}`)
  }
}
