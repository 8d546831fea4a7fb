import type { CDPSession, Page } from '@playwright/test'
import { type BenchRow, quantile, spread } from '../row.ts'
import { framesOf, type Frames } from './frames.ts'
import { tracks } from './library.ts'
import { goTo, openServed, rowsShown, type ServedWindow } from './served.ts'

const opens = 5
const jumps = 12
const phrases = ['sad piano', 'heavy metal', 'calm strings', 'fast drums', 'dark drone', 'folk dance']
const what = `${tracks.toLocaleString('en')} tracks with covers`
const aim = 'p95 8 ms'

/** The window in a real browser over a large library with covers: how soon it is there, and how smooth. */
export async function benchWindow(dataFolder: string, modelsFolder: string): Promise<BenchRow[]> {
  const served = await openServed(dataFolder, modelsFolder)
  try {
    const { page } = served
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const rows: BenchRow[] = []
    for (const part of [
      () => opening(page, session),
      () => typing(page),
      () => switching(page),
      () => mapping(served),
      () => scrolling(served, 'list', '1', 'Library'),
      () => scrolling(served, 'albums', 'g', 'Albums')
    ]) {
      const measured = await part()
      for (const row of measured) console.error(`${row.what}: ${row.measured}`)
      rows.push(...measured)
    }
    return rows
  } finally {
    await served.close()
  }
}

const told = (values: readonly number[], digits = 0): string =>
  `${quantile(values, 0.5).toFixed(digits)} ms, p95 ${quantile(values, 0.95).toFixed(digits)} ms, most ${Math.max(...values).toFixed(digits)} ms`

/** Seconds of the processor that the page's main thread took for its tasks until now. */
async function mainThread(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN
}

/** First paint, rows, and until a key is answered. */
async function opening(page: Page, session: CDPSession): Promise<BenchRow[]> {
  const [paints, rows, answers, work]: number[][] = [[], [], [], []]
  for (let run = 0; run < opens; run++) {
    await page.reload()
    await rowsShown(page)
    rows!.push(await page.evaluate(() => performance.now()))
    await page.keyboard.press('/')
    await page.locator('[role=searchbox]:focus, [type=search]:focus, [role=combobox]:focus').waitFor()
    answers!.push(await page.evaluate(() => performance.now()))
    work!.push(1000 * (await mainThread(session)))
    paints!.push(await firstPaint(page))
    await page.keyboard.press('Escape')
  }
  return [
    { what: `${what}: first paint of the page`, measured: spread(paints!, 'ms'), aim: '' },
    { what: `${what}: first rows`, measured: spread(rows!, 'ms'), aim: '700 ms' },
    { what: `${what}: until a key is answered`, measured: spread(answers!, 'ms'), aim: '' },
    {
      what: `${what}: until then, processor of the page's main thread`,
      measured: spread(work!, 'ms'),
      aim: ''
    }
  ]
}

async function firstPaint(page: Page): Promise<number> {
  // The browser tells it some time after it was.
  const painted = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime
  )
  return (await painted.jsonValue())!
}

/** From the last letter until the answer is drawn, the wait for a pause of the hands in it. */
async function typing(page: Page): Promise<BenchRow[]> {
  const times: number[] = []
  await goTo(page, '1', 'Library')
  for (const phrase of [...phrases, ...phrases]) {
    await page.keyboard.press('/')
    const begun = performance.now()
    await page.keyboard.insertText(phrase)
    await page.getByRole('heading', { level: 1, name: 'Matches' }).waitFor({ state: 'attached' })
    await page.locator('main .row .heat').first().waitFor()
    times.push(performance.now() - begun)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor({ state: 'attached' })
  }
  return [{ what: `${what}: last letter to answer`, measured: spread(times, 'ms'), aim: '' }]
}

const views = {
  g: 'Albums',
  'Shift+G': 'Artists',
  'Shift+E': 'Genres',
  d: 'Folders',
  c: 'Recently added',
  j: 'Map',
  '1': 'Library'
}

async function switching(page: Page): Promise<BenchRow[]> {
  const times = new Map<string, number[]>()
  for (let round = 0; round < 5; round++)
    for (const [key, name] of Object.entries(views)) {
      const begun = performance.now()
      await goTo(page, key, name)
      if (key === 'j') await page.locator('main canvas').waitFor()
      else await page.locator('main').locator('.row .cut, [data-album] .title').first().waitFor()
      times.set(name, [...(times.get(name) ?? []), performance.now() - begun])
    }
  return [...times].map(([name, some]) => ({
    what: `${what}: to ${name}, from another view`,
    measured: spread(some, 'ms'),
    aim: ''
  }))
}

const framesRow = (where: string, { work, longest }: Frames): BenchRow => ({
  what: `${what}: processor of the page's main thread a frame, ${where}, ${work.length} frames`,
  measured: `${told(work, 1)}; longest task ${longest.toFixed(0)} ms`,
  aim
})

/** `key` leads to it. */
async function scrolling(
  { browser, page }: ServedWindow,
  name: string,
  key: string,
  heading: string
): Promise<BenchRow[]> {
  await goTo(page, key, heading)
  await page.locator('main').locator('.row .title, [data-album] .title').first().waitFor()
  await page.waitForTimeout(1000)
  const frames = await framesOf(browser, page, () => page.evaluate('bench.scroll()'))
  const blanks = await page.evaluate<number[]>('bench.fling(1500, 400)')
  const found: { names: number; covers: number }[] = []
  for (let n = 0; n < jumps; n++) found.push(await page.evaluate(`bench.jump(${((n * 37) % 101) / 101})`))
  const again: { names: number; covers: number }[] = []
  for (let n = 0; n < jumps; n++) again.push(await page.evaluate(`bench.jump(${((n * 37) % 101) / 101})`))
  const of = (jumped: typeof found, lacked: 'names' | 'covers'): string =>
    told(jumped.map(one => one[lacked]))
  return [
    framesRow(`${name} scrolled`, frames),
    {
      what: `${what}: without a name while it scrolls by 1,500 pixels a frame, ${name}`,
      measured: blanks.length === 0 ? 'never' : `${blanks.length} times, ${told(blanks)}`,
      aim: '100 ms'
    },
    {
      what: `${what}: a jump anywhere, ${name}, until all names are there`,
      measured: of(found, 'names'),
      aim: '100 ms'
    },
    {
      what: `${what}: a jump anywhere, ${name}, until all covers are there; where they were before`,
      measured: `${of(found, 'covers')}; ${of(again, 'covers')}`,
      aim: ''
    }
  ]
}

/** Under the mouse, nearer and farther, and pushed. */
async function mapping({ browser, page }: ServedWindow): Promise<BenchRow[]> {
  await goTo(page, 'j', 'Map')
  const ground = page.locator('main .ground')
  await ground.waitFor()
  await page.waitForTimeout(3000)
  const box = (await ground.boundingBox())!
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y]
  const marked = async (act: () => Promise<unknown>): Promise<void> => {
    await page.evaluate('void (bench.stop = bench.marks())')
    await act()
    await page.evaluate('bench.stop()')
  }
  const hover = await framesOf(
    browser,
    page,
    () =>
      marked(async () => {
        for (let n = 0; n < 150; n++) await page.mouse.move(...at(0.1 + n / 190, 0.2 + ((n * 7) % 60) / 100))
      }),
    'mousemove'
  )
  const zoom = await framesOf(
    browser,
    page,
    () =>
      marked(async () => {
        await page.mouse.move(...at(0.4, 0.5))
        for (let n = 0; n < 120; n++) await page.mouse.wheel(0, n % 60 < 30 ? -120 : 120)
      }),
    'wheel'
  )
  const pan = await framesOf(
    browser,
    page,
    () =>
      marked(async () => {
        for (let n = 0; n < 8; n++) await page.mouse.wheel(0, -120)
        await page.mouse.down()
        for (let n = 0; n < 150; n++)
          await page.mouse.move(...at(0.4 + 0.3 * Math.sin(n / 20), 0.5 + 0.3 * Math.cos(n / 20)))
        await page.mouse.up()
      }),
    'mousemove'
  )
  return [
    framesRow('the mouse over the map', hover),
    framesRow('zooming the map', zoom),
    framesRow('pushing the map', pan)
  ]
}
