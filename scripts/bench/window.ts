import { chromium, type CDPSession, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { runFfmpeg, writeWav } from '../../tests/support/audio.ts'
import { makeLibrary } from './made-library.ts'
import { type BenchRow, quantile, spread } from './row.ts'

const tracks = 100_000
const folders = 4000
const opens = 5
const jumps = 12
/** A file may have only so many names. */
const mostLinks = 30_000
const phrases = ['sad piano', 'heavy metal', 'calm strings', 'fast drums', 'dark drone', 'folk dance']
const what = `${tracks.toLocaleString('en')} tracks with covers`

/** The window in a real browser over a large library with covers: how soon it is there, how smooth, how large after a while. */
export async function benchWindow(work: string, modelsFolder: string, minutes: number): Promise<BenchRow[]> {
  const { server, address } = await serve(madeIn(work, modelsFolder), modelsFolder)
  const browser = await chromium.launch({
    executablePath: process.env.EARSHOT_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu']
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.addInitScript({ path: join(import.meta.dirname, 'page-scroll.js') })
    await page.goto(address)
    await rowsShown(page)
    return [
      ...(await opening(page)),
      await typing(page),
      await switching(page),
      ...(await scrolling(page, 'list', '1')),
      ...(await scrolling(page, 'grid of albums', 'g')),
      ...(await longUse(page, await page.context().newCDPSession(page), server.pid!, minutes))
    ]
  } finally {
    await browser.close()
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
}

/** A made library whose files are there, each folder with a picture. */
function madeIn(work: string, modelsFolder: string): string {
  const data = join(work, 'data')
  if (existsSync(data)) return data
  const music = join(work, 'music')
  mkdirSync(data, { recursive: true })
  mkdirSync(music)
  const frames = `${folders}`
  runFfmpeg([
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=500x500:rate=25',
    '-frames:v',
    frames,
    join(music, '%d.jpg')
  ])
  for (let n = 0; n < folders; n++) {
    mkdirSync(join(music, String(n)))
    renameSync(join(music, `${n + 1}.jpg`), join(music, String(n), 'cover.jpg'))
  }
  const db = openDatabase(data)
  makeLibrary(db, loadRegistry(modelsFolder).default, tracks, 2)
  db.prepare('UPDATE folders SET path = ?').run(Buffer.from(music))
  const put = db.prepare('UPDATE tracks SET path = ?, path_text = ?, container = ? WHERE id = ?')
  db.transaction(() => {
    for (let id = 1; id <= tracks; id++) {
      const own = join(String(id % folders), `${id}.wav`)
      const source = join(work, `${Math.floor(id / mostLinks)}.wav`)
      if (!existsSync(source)) writeWav(source, { seconds: 0.1, hz: 440, sampleRate: 8000, channels: 1 })
      linkSync(source, join(music, own))
      put.run(Buffer.from(join(music, own)), own, 'wav', id)
    }
  })()
  db.close()
  return data
}

async function serve(data: string, modelsFolder: string): Promise<{ server: ChildProcess; address: string }> {
  const script = join(import.meta.dirname, 'serve-still.ts')
  const server = spawn(process.execPath, [script, data, modelsFolder], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  for await (const line of createInterface(server.stdout)) return { server, address: line }
  throw new Error('the server has ended without an address')
}

/** Milliseconds until all rows in sight have their names, and their covers. */
interface Jump {
  names: number
  covers: number
}

const rowsShown = (page: Page): Promise<unknown> => page.waitForSelector('main .row .title')

/** First paint, and until rows are there and a key is answered. */
async function opening(page: Page): Promise<BenchRow[]> {
  const paints: number[] = []
  const ready: number[] = []
  for (let run = 0; run < opens; run++) {
    await page.reload()
    await rowsShown(page)
    ready.push(await page.evaluate(() => performance.now()))
    paints.push(
      await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN)
    )
  }
  return [
    { what: `${what}: first paint of the page`, measured: spread(paints, 'ms'), aim: '' },
    { what: `${what}: first rows`, measured: spread(ready, 'ms'), aim: '700 ms' }
  ]
}

/** From the last letter until the answer is drawn, the wait for a pause of the hands in it. */
async function typing(page: Page): Promise<BenchRow> {
  const times: number[] = []
  for (const phrase of [...phrases, ...phrases]) {
    await page.keyboard.press('/')
    const begun = performance.now()
    await page.keyboard.insertText(phrase)
    await page.waitForFunction(`/sound|found|closest/.test(document.querySelector('.found')?.textContent)`)
    times.push(performance.now() - begun)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.waitForFunction(`/tracks/.test(document.querySelector('.found')?.textContent)`)
  }
  return { what: `${what}: last letter to answer`, measured: spread(times, 'ms'), aim: '' }
}

async function switching(page: Page): Promise<BenchRow> {
  const times: number[] = []
  const places = {
    g: 'Albums',
    'Shift+G': 'Artists',
    'Shift+E': 'Genres',
    c: 'Recently added'
  }
  for (let round = 0; round < 3; round++)
    for (const [key, name] of Object.entries({ ...places, '1': 'Library' })) {
      const begun = performance.now()
      await page.keyboard.press(key)
      await page.getByRole('heading', { level: 1, name }).waitFor({ state: 'attached' })
      await page.locator('main').getByRole('row').nth(1).waitFor()
      times.push(performance.now() - begun)
    }
  return { what: `${what}: from one view to another`, measured: spread(times, 'ms'), aim: '' }
}

/** `key` leads to it. */
async function scrolling(page: Page, name: string, key: string): Promise<BenchRow[]> {
  await page.keyboard.press(key)
  await page.waitForTimeout(1500)
  const work = await page.evaluate<number[]>('bench.scroll()')
  const blanks: Jump[] = []
  for (let n = 0; n < jumps; n++)
    blanks.push(await page.evaluate<Jump>(`bench.jump(${((n * 37) % 101) / 101})`))
  const told = (values: number[]): string =>
    `${quantile(values, 0.5).toFixed(1)} ms, p95 ${quantile(values, 0.95).toFixed(1)} ms, most ${Math.max(...values).toFixed(0)} ms`
  return [
    {
      what: `${what}: work of the page a frame, ${name}, ${work.length} frames of scrolling`,
      measured: told(work),
      aim: 'p95 8 ms'
    },
    {
      what: `${what}: a jump anywhere, ${name}, until the names are there`,
      measured: told(blanks.map(one => one.names)),
      aim: '100 ms'
    },
    {
      what: `${what}: a jump anywhere, ${name}, until the covers are there`,
      measured: told(blanks.map(one => one.covers)),
      aim: ''
    }
  ]
}

const resident = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024

/** Searches, views and scrolling without a pause, and what page and server hold before, in the middle and after. */
async function longUse(
  page: Page,
  session: CDPSession,
  server: number,
  minutes: number
): Promise<BenchRow[]> {
  await session.send('Performance.enable')
  const heap = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN) / 2 ** 20
  }
  const pages: number[] = []
  const servers: number[] = []
  const begun = performance.now()
  let rounds = 0
  for (let part = 0; part <= 4; part++) {
    while (performance.now() - begun < (part / 4) * minutes * 60_000) {
      await page.keyboard.press('/')
      await page.keyboard.type(phrases[rounds % phrases.length]!)
      await page.waitForTimeout(500)
      await page.keyboard.press('Enter')
      for (let row = 0; row < 5; row++) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      for (const key of ['g', 'Shift+G', 'c', '1']) {
        await page.keyboard.press(key)
        await page.waitForTimeout(150)
        await page.evaluate<Jump>(`bench.jump(${((rounds * 13) % 97) / 97})`)
      }
      rounds++
    }
    pages.push(await heap())
    servers.push(resident(server))
  }
  const told = (values: number[]): string => values.map(value => value.toFixed(0)).join(', ')
  const use = `${minutes} minutes of ${rounds} searches and ${rounds * 4} views, at the start and after each quarter`
  return [
    { what: `${what}: objects of the page, ${use}`, measured: `${told(pages)} MB`, aim: 'flat' },
    { what: `${what}: memory of the server, ${use}`, measured: `${told(servers)} MB`, aim: '200 MB' }
  ]
}
