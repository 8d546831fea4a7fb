import { chromium, type Browser, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { smallHeap } from '../../support/small.mjs'
import { openDatabase } from '../../../src-main/core/database/open.ts'

/** The window in a real browser, over a real engine in a process of its own. */
export interface ServedWindow {
  browser: Browser
  page: Page
  /** Of the server. */
  pid: number
  close(): Promise<void>
}

/** On a busy machine the first placing of all albums takes minutes. */
const patience = 600_000
const patienceOnceThere = 60_000

/** Points are drawn by the processor where there is no graphics card. */
const args = ['--no-sandbox', '--enable-unsafe-swiftshader']

export async function openServed(dataFolder: string, modelsFolder: string): Promise<ServedWindow> {
  forgetWindow(dataFolder)
  const script = join(import.meta.dirname, 'serve-still.ts')
  const server = spawn(process.execPath, [script, dataFolder, modelsFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...smallHeap }
  })
  const [address] = (await once(createInterface(server.stdout), 'line')) as [string]
  const browser = await chromium.launch({
    executablePath: process.env.EARSHOT_CHROMIUM ?? '/usr/bin/chromium',
    args
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  page.setDefaultTimeout(patience)
  await page.addInitScript({ path: join(import.meta.dirname, 'page.js') })
  await page.goto(address)
  await rowsShown(page)
  page.setDefaultTimeout(patienceOnceThere)
  return {
    browser,
    page,
    pid: server.pid!,
    close: async () => {
      await browser.close()
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
  }
}

/** As it opens for the first time: nothing of the last use comes back. */
function forgetWindow(dataFolder: string): void {
  const db = openDatabase(dataFolder)
  db.exec("DELETE FROM settings WHERE name LIKE 'window.%'")
  db.close()
}

export const rowsShown = (page: Page): Promise<unknown> => page.waitForSelector('main .row .title')

/** By a key, wherever the focus is. */
export async function goTo(page: Page, key: string, name: string): Promise<void> {
  await page.evaluate('document.activeElement?.blur()')
  await page.keyboard.press(key)
  await page.getByRole('heading', { level: 1, name }).waitFor({ state: 'attached' })
}
