import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { writeWav } from '../support/audio.ts'
import { ask, dropOn, expect, launch, outcome, readyPage, test, trackIds } from '../support/fixture-app.ts'

declare global {
  // Set in the page or in the app by these tests.
  var told: unknown[] | undefined
  var asked: unknown[] | undefined
}

const folderPaths = async (page: Page): Promise<string[]> =>
  (await ask(page, 'library.overview', {})).folders.map(folder => folder.path)

const answerDialog = (app: ElectronApplication, filePaths: string[], canceled = false): Promise<void> =>
  app.evaluate(
    ({ dialog }, answer) => {
      globalThis.asked = []
      dialog.showOpenDialog = (...words: unknown[]) => {
        globalThis.asked!.push(words.at(-1))
        return Promise.resolve(answer)
      }
    },
    { filePaths, canceled }
  )

const clickMenu = (app: ElectronApplication, id: string): Promise<void> =>
  app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()!.getMenuItemById(id)!.click(), id)

const listen = (page: Page, name: 'menu' | 'job' | 'library.changed'): Promise<void> =>
  page.evaluate(name => {
    globalThis.told = []
    window.earshot!.on(name, value => globalThis.told!.push(value))
  }, name)

const told = (page: Page): Promise<unknown[]> => page.evaluate(() => globalThis.told!)

test('the dialog for folders', async ({ app, page, music }) => {
  await answerDialog(app, [music])
  expect(await ask(page, 'shell.chooseFolders', {})).toEqual([music])
  expect(await app.evaluate(() => globalThis.asked)).toMatchObject([
    { properties: ['openDirectory', 'multiSelections'] }
  ])
  await answerDialog(app, [], true)
  expect(await ask(page, 'shell.chooseFolders', {})).toEqual([])
})

test('a folder dropped from the system is named by its path', async ({ page, music }) => {
  writeWav(join(music, 'a.wav'), { seconds: 1 })
  await page.evaluate(() => {
    document.addEventListener('dragover', event => event.preventDefault(), true)
    document.addEventListener(
      'drop',
      event => {
        event.preventDefault()
        event.stopImmediatePropagation()
        globalThis.told = [...event.dataTransfer!.files].map(file => window.earshot!.pathOf(file))
      },
      true
    )
  })
  await dropOn(page.locator('body'), [music])
  await expect.poll(() => page.evaluate(() => globalThis.told)).toEqual([music])
  // Made by the page itself: it has no path.
  expect(await page.evaluate(() => window.earshot!.pathOf(new File(['x'], 'x.wav')))).toBe(null)
})

test('tracks that are dragged with Alt held go to other programs as files', async ({ app, page, music }) => {
  writeWav(join(music, 'a.wav'), { seconds: 1 })
  await ask(page, 'library.addFolders', { paths: [music] })
  const [id] = await trackIds(page, 1)
  await app.evaluate(({ BrowserWindow }) => {
    globalThis.asked = []
    BrowserWindow.getAllWindows()[0]!.webContents.startDrag = ({ files }) =>
      void globalThis.asked!.push(files)
  })
  const drag = (altKey: boolean): Promise<boolean> =>
    page
      .locator('main [draggable=true]', { has: page.locator('.title', { hasText: 'a' }) })
      .first()
      .evaluate(
        (line, altKey) =>
          line.dispatchEvent(
            new DragEvent('dragstart', {
              ...{ bubbles: true, cancelable: true, altKey },
              dataTransfer: new DataTransfer()
            })
          ),
        altKey
      )
  // Without Alt it stays a drag of the page's own.
  expect(await drag(false)).toBe(true)
  expect(await drag(true)).toBe(false)
  await expect.poll(() => app.evaluate(() => globalThis.asked)).toEqual([[join(music, 'a.wav')]])
  // A file that is gone is told.
  rmSync(join(music, 'a.wav'))
  expect(await outcome(page, 'shell.drag', { ids: [id] })).toMatchObject({
    ok: false,
    error: { code: 'not-found' }
  })
})

test('a track plays and seeks; nothing but tracks has an address', async ({ page, music }) => {
  writeWav(join(music, 'long.wav'), { seconds: 600, sampleRate: 22_050, channels: 1 })
  await ask(page, 'library.addFolders', { paths: [music] })
  const [id] = await trackIds(page, 1)
  const played = await page.evaluate(async id => {
    const audio = new Audio(window.earshot!.mediaUrl(id))
    const once = (name: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        audio.addEventListener(name, resolve, { once: true })
        audio.addEventListener('error', () => reject(new Error(audio.error?.message)), { once: true })
      })
    audio.muted = true
    const loaded = once('loadedmetadata')
    document.body.append(audio)
    await loaded
    await audio.play()
    const seeked = once('seeked')
    audio.currentTime = 550
    await seeked
    await once('timeupdate')
    return { address: audio.src, duration: audio.duration, at: audio.currentTime }
  }, id!)
  expect(played).toMatchObject({ address: `media://track/${id}`, duration: 600 })
  expect(played.at).toBeGreaterThanOrEqual(550)

  const broken = await page.evaluate(
    addresses =>
      Promise.all(
        addresses.map(
          address =>
            new Promise<boolean>(resolve => {
              const audio = new Audio(address)
              audio.addEventListener('error', () => resolve(true))
              audio.addEventListener('loadedmetadata', () => resolve(false))
            })
        )
      ),
    ['media://track/999', 'media://track/0', 'media://other/1', `media://track/..%2f${id}`]
  )
  expect(broken).toEqual([true, true, true, true])
})

test('typed arrays arrive as such, frozen bridge or not', async ({ page, music }) => {
  writeWav(join(music, 'a.wav'), { seconds: 1 })
  await ask(page, 'library.addFolders', { paths: [music] })
  await trackIds(page, 1)
  const kind = await page.evaluate(async () => {
    const answer = await window.earshot!.call('library.list', { sort: 'path', descending: true })
    const { ids } = (answer.ok ? answer.value : {}) as { ids?: unknown }
    return ids instanceof Uint32Array ? [...ids].every(Number.isInteger) : String(ids)
  })
  expect(kind).toBe(true)
})

test('menu items reach the page, the theme and the engine', async ({ app, page }) => {
  // The page itself listens once it is drawn.
  await expect(page.getByRole('button').first()).toBeVisible()
  await listen(page, 'menu')
  for (const id of ['focus-search', 'show-settings', 'show-keys']) await clickMenu(app, id)
  await expect
    .poll(() => told(page))
    .toEqual([{ command: 'focus-search' }, { command: 'show-settings' }, { command: 'show-keys' }])

  await answerDialog(app, [])
  await clickMenu(app, 'choose-folders')
  await expect.poll(() => app.evaluate(() => globalThis.asked!.length)).toBe(1)

  await clickMenu(app, 'theme-dark')
  await expect.poll(async () => (await ask(page, 'settings.get', {})).theme).toBe('dark')
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)

  await ask(page, 'settings.set', { theme: 'light' })
  const checked = (): Promise<string[]> =>
    app.evaluate(({ Menu }) =>
      ['theme-system', 'theme-light', 'theme-dark'].filter(
        id => Menu.getApplicationMenu()!.getMenuItemById(id)!.checked
      )
    )
  await expect.poll(checked).toEqual(['theme-light'])

  const labelled = (): Promise<string> =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('choose-folders')!.label)
  await ask(page, 'settings.set', { language: 'ko' })
  await expect.poll(labelled).toBe('음악 폴더 추가…')
  await expect.poll(checked).toEqual(['theme-light'])
  await ask(page, 'settings.set', { language: 'en' })
  await expect.poll(labelled).toBe('Add a Music Folder…')

  await listen(page, 'job')
  await clickMenu(app, 'rescan')
  await expect.poll(async () => (await told(page)).length).toBeGreaterThan(0)
})

test('a folder on the command line is added', async ({ folder, music }) => {
  writeWav(join(music, 'a.wav'), { seconds: 1 })
  const app = await launch({ data: join(folder, 'data'), words: [music] })
  const page = await readyPage(app)
  await trackIds(page, 1)
  expect(await folderPaths(page)).toEqual([music])
  await app.close()
})

test('a second start hands over its folders, wakes the window, and ends', async ({
  app,
  page,
  folder,
  music
}) => {
  const { spawn } = await import('node:child_process')
  mkdirSync(join(folder, 'more'))
  const window = await app.browserWindow(page)
  await window.evaluate(one => one.minimize())
  const { program, place } = await app.evaluate(({ app }) => ({
    program: process.argv[0]!,
    place: app.getAppPath()
  }))
  // From another working folder, with a relative path, as from a terminal.
  const second = spawn(program, ['--no-sandbox', place, 'more', music], {
    cwd: folder,
    env: { ...process.env, STANDIN_NODE: process.execPath, EARSHOT_DATA: join(folder, 'data') },
    stdio: 'ignore'
  })
  expect(await new Promise(resolve => second.on('exit', resolve))).toBe(0)
  await expect.poll(() => folderPaths(page)).toEqual([join(folder, 'more'), music])
  expect(await window.evaluate(one => one.isMinimized())).toBe(false)
})

/** What an import showed: which file, and how many of its entries were found. */
const review = (page: Page): ReturnType<Page['locator']> => page.locator('main')

test('playlists are opened: on the command line, by a second start, by the file manager of macOS', async ({
  folder,
  music
}) => {
  writeWav(join(music, 'a.wav'), { seconds: 1 })
  const list = (name: string, entries: string[]): string => {
    const file = join(folder, `${name}.m3u8`)
    writeFileSync(file, entries.join('\n'))
    return file
  }
  const data = join(folder, 'data')
  const first = await launch({ data, words: [music] })
  await trackIds(await readyPage(first), 1)
  await first.close()

  const app = await launch({ data, words: [list('Of the start', ['music/a.wav', 'music/gone.wav'])] })
  const page = await readyPage(app)
  await expect(review(page)).toContainText('Of the start')
  await expect(review(page)).toContainText('gone.wav')

  await app.evaluate(
    ({ app }, file) => app.emit('open-file', { preventDefault: () => undefined }, file),
    list('Of macOS', ['music/a.wav', 'lost.wav'])
  )
  await expect(review(page)).toContainText('Of macOS')

  await app.evaluate(
    ({ app }, path) => app.emit('second-instance', {}, [], '/', { paths: [path] }),
    list('Of a second start', ['other.wav'])
  )
  await expect(review(page)).toContainText('Of a second start')
  expect((await ask(page, 'playlists.list', {})).map(({ name }) => name).toSorted()).toEqual([
    'Of a second start',
    'Of macOS',
    'Of the start'
  ])
  await app.close()
})
