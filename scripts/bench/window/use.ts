import type { CDPSession, Page } from '@playwright/test'
import type { BenchRow } from '../row.ts'
import { processorOf, residentOf } from '../processes.ts'
import { openServed } from './served.ts'

const phrases = ['sad piano', 'heavy metal', 'calm strings', 'fast drums', 'dark drone', 'folk dance']
const wishes = ['half an hour of calm piano', 'an hour of fast drums', '20 songs for a rainy day']
const every = 5 * 60_000

/** What page and server hold at one moment. */
interface Held {
  minutes: number
  heap: number
  nodes: number
  listeners: number
  server: number
}

/** One person's use without a pause: what page and server hold, every five minutes. Says each on the terminal as it comes. */
export async function benchUse(
  dataFolder: string,
  modelsFolder: string,
  minutes: number
): Promise<BenchRow[]> {
  const { page, pid, close } = await openServed(dataFolder, modelsFolder)
  // An hour is not to be lost to a busy minute.
  page.setDefaultTimeout(10 * 60_000)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const held: Held[] = []
  const begun = performance.now()
  const since = (): number => performance.now() - begun
  const [firstPid, browserBegan] = [processorOf(pid), await browserTime(session)]
  let rounds = 0
  try {
    await round(page, rounds++)
    for (let part = 0; part <= Math.floor((minutes * 60_000) / every); part++) {
      while (since() < part * every) await round(page, rounds++)
      held.push(await holds(session, pid, since() / 60_000))
      console.error(held.at(-1))
    }
    const took = since() / 1000
    const share = (seconds: number): string => `${((100 * seconds) / took).toFixed(0)} %`
    const playing = await playingTime(page, session)
    const told = (name: keyof Held, unit: string): string =>
      held.map(one => one[name].toFixed(0)).join(', ') + unit
    const use = `${minutes} minutes of use, ${rounds} rounds of a search, a play, albums, artists, the map, the list, the queue; one in five a playlist; after the first round and every 5 minutes`
    return [
      {
        what: `objects of the page's scripts, collected before: ${use}`,
        measured: told('heap', ' MB'),
        aim: 'flat'
      },
      { what: 'nodes of the page', measured: told('nodes', ''), aim: 'flat' },
      { what: 'listeners of the page', measured: told('listeners', ''), aim: 'flat' },
      { what: 'memory of the server', measured: told('server', ' MB'), aim: 'flat, 200 MB' },
      {
        what: 'processor over all of it, of one core',
        measured: `page ${share((await browserTime(session)) - browserBegan)}, server ${share(processorOf(pid) - firstPid)}`,
        aim: ''
      },
      {
        what: 'processor while one track plays and nobody touches anything, of one core',
        measured: playing,
        aim: ''
      }
    ]
  } finally {
    await close()
  }
}

async function metrics(session: CDPSession): Promise<Record<string, number>> {
  const { metrics: all } = await session.send('Performance.getMetrics')
  return Object.fromEntries(all.map(({ name, value }) => [name, value]))
}

/** Seconds of the processor of the page's process. */
const browserTime = async (session: CDPSession): Promise<number> => (await metrics(session)).ProcessTime!

async function holds(session: CDPSession, pid: number, minutes: number): Promise<Held> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { JSHeapUsedSize, Nodes, JSEventListeners } = await metrics(session)
  return {
    minutes,
    heap: JSHeapUsedSize! / 2 ** 20,
    nodes: Nodes!,
    listeners: JSEventListeners!,
    server: residentOf(pid)
  }
}

/** What a person does in a minute or less, the same each time but for where. */
async function round(page: Page, n: number): Promise<void> {
  const { keyboard } = page
  const rest = (milliseconds: number): Promise<void> => page.waitForTimeout(milliseconds)
  const jump = async (times: number): Promise<void> => {
    await page.locator('main').locator('.row .cut, [data-album] .title').first().waitFor()
    for (let at = 0; at < times; at++) {
      await page.evaluate(`bench.jump(${(((n * 7 + at) * 13) % 97) / 97}, 2000)`)
      await rest(300)
    }
  }
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await keyboard.press(key)
    await rest(700)
  }
  await press('1')
  await jump(4)
  await press('/')
  await keyboard.type(phrases[n % phrases.length]!, { delay: 60 })
  await rest(1500)
  await press('Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown')
  await press('Enter')
  await rest(2000)
  await press('ArrowDown', 'a')
  if (n % 5 === 0) {
    await press('s')
    await page.getByRole('dialog').getByRole('textbox').fill(`Found ${n}`)
    await press('Enter')
  }
  await press('Escape', 'Escape')
  await press('q')
  await press('q')
  await press('g')
  await jump(4)
  await page.locator('[data-album]').nth(8).click()
  await rest(1000)
  await press('Alt+ArrowLeft')
  await press('Shift+G')
  await jump(2)
  await press('c')
  await press('j')
  await overMap(page)
  if (n % 5 === 2) {
    await press('6')
    await page
      .locator('main')
      .getByRole('textbox')
      .first()
      .fill(wishes[n % wishes.length]!)
    await press('Enter')
    await rest(3000)
    await press('Escape')
  }
  await press('3')
  await press('1')
  await press('Escape', 'Escape')
}

/** Over points, nearer, and back. */
async function overMap(page: Page): Promise<void> {
  const ground = page.locator('main .ground')
  await ground.waitFor()
  const box = (await ground.boundingBox())!
  for (let at = 0; at < 12; at++) {
    await page.mouse.move(box.x + (box.width * (at + 1)) / 14, box.y + box.height * (0.3 + (at % 5) / 12))
    await page.waitForTimeout(120)
  }
  for (const by of [-200, -200, -200, 200, 200, 200]) {
    await page.mouse.wheel(0, by)
    await page.waitForTimeout(120)
  }
}

/** Half a minute of it. */
async function playingTime(page: Page, session: CDPSession): Promise<string> {
  await page.keyboard.press('1')
  await page.waitForTimeout(10_000)
  const [begun, before] = [performance.now(), await browserTime(session)]
  await page.waitForTimeout(30_000)
  const seconds = (performance.now() - begun) / 1000
  return `${((100 * ((await browserTime(session)) - before)) / seconds).toFixed(1)} % in the page's process`
}
