import {
  _electron,
  expect,
  test as base,
  type ElectronApplication,
  type Locator,
  type Page
} from '@playwright/test'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Outcome, PreloadBridge } from '../../src-main/contract/preload.ts'
import type { Input, Output, RequestName } from '../../src-main/contract/requests.ts'

declare global {
  interface Window {
    earshot?: PreloadBridge
  }
}

const root = resolve(import.meta.dirname, '../..')

/** The folder that Electron is given; EARSHOT_APP names another build. */
const appFolder = process.env.EARSHOT_APP ?? root

/** Whether Electron's own program is installed; elsewhere the electron package and Playwright take the stand-in. */
export const real = existsSync(join(root, 'node_modules/electron/dist'))
if (!real) process.env.ELECTRON_OVERRIDE_DIST_PATH ??= join(root, 'tests/support/electron')

/** For a program that starts on a machine with much else to do, or for the first time. */
const patience = 120_000

export interface Launch {
  data: string
  words?: string[]
  env?: Record<string, string>
}

/** Starts the built app as a user would: `electron . FOLDER…`. */
export function launch({ data, words = [], env = {} }: Launch): Promise<ElectronApplication> {
  for (const file of [
    'main/main.js',
    'main/engine.process.js',
    'preload/preload.cjs',
    'renderer/index.html'
  ]) {
    if (!existsSync(join(appFolder, 'out', file))) {
      throw new Error(`out/${file} is missing: run \`npm run build\` before the tests of the app.`)
    }
  }
  return _electron.launch({
    args: [appFolder, ...words],
    env: {
      ...(process.env as Record<string, string>),
      STANDIN_NODE: process.execPath,
      EARSHOT_DATA: data,
      ...env
    },
    timeout: patience,
    // Otherwise Playwright sets a scheme of its own and the app's theme cannot be seen.
    colorScheme: 'no-preference'
  })
}

/** A page whose preload has run and whose engine answers. */
export async function readyPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow({ timeout: patience })
  // At first the window is empty; what is asked then is lost with it.
  const answers = (): Promise<boolean> =>
    outcome(page, 'library.overview', {}).then(
      one => one.ok,
      () => false
    )
  await expect.poll(answers).toBe(true)
  return page
}

/** A call through the preload, failures and all. */
export function outcome(page: Page, name: string, input: unknown): Promise<Outcome> {
  return page.evaluate(([name, input]) => window.earshot!.call(name as never, input), [name, input] as const)
}

/** A call through the preload that must succeed. (Typed arrays do not survive the way to the test.) */
export async function ask<N extends RequestName>(page: Page, name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await outcome(page, name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`)
  return answer.value as Output<N>
}

/** Waits until so many tracks are in the library; gives their ids. */
export async function trackIds(page: Page, count: number): Promise<number[]> {
  const ids = (): Promise<number[]> =>
    page.evaluate(async () => {
      const answer = await window.earshot!.call('library.list', { sort: 'path', descending: false })
      return answer.ok ? [...(answer.value as { ids: Uint32Array }).ids] : []
    })
  await expect.poll(async () => (await ids()).length).toBe(count)
  return ids()
}

/** Drops files or folders onto an element, the way the system would. */
export async function dropOn(target: Locator, files: string[]): Promise<void> {
  const box = await target.boundingBox()
  if (!box) throw new Error('The target of the drop is not visible.')
  const cdp = await target.page().context().newCDPSession(target.page())
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, ...place, data })
  }
  await cdp.detach()
}

interface Fixtures {
  /** An empty folder for this test alone. */
  folder: string
  /** A folder in it for music. */
  music: string
  app: ElectronApplication
  page: Page
}

export const test = base.extend<Fixtures>({
  // Playwright reads the first argument's pattern, so it has to be there.
  // eslint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-app-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  music: async ({ folder }, use) => {
    const music = join(folder, 'music')
    mkdirSync(music)
    await use(music)
  },
  app: async ({ folder }, use) => {
    const app = await launch({ data: join(folder, 'data') })
    if (process.env.EARSHOT_TEST_LOG) {
      app.process().stdout!.pipe(process.stdout)
      app.process().stderr!.pipe(process.stderr)
    }
    await use(app)
    await app.close()
  },
  page: async ({ app }, use) => {
    await use(await readyPage(app))
  }
})

export { expect }
