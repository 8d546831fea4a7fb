import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { ask, expect, launch, outcome, readyPage, test } from '../support/fixture-app.ts'

declare global {
  var states: unknown[] | undefined
}

/** The engine's process: the utility process in Electron, named by its file in the stand-in. */
const enginePid = (app: ElectronApplication): Promise<number> =>
  app.evaluate(() => {
    const { execFileSync } = process.getBuiltinModule('node:child_process')
    const list = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    const line = list.split('\n').find(one => /engine\.process|node\.mojom\.NodeService/.test(one))
    return Number(line!.trim().split(/\s+/)[0])
  })

/** Ends the engine the hard way, as a crash would. */
const crashEngine = async (app: ElectronApplication): Promise<void> => {
  process.kill(await enginePid(app), 'SIGKILL')
}

const watchEngine = (page: Page): Promise<void> =>
  page.evaluate(() => {
    globalThis.states = []
    window.earshot!.on('engine.changed', value => globalThis.states!.push(value.state))
  })

test('an engine that crashes is started again, and the page is told', async ({ app, page }) => {
  await watchEngine(page)
  await crashEngine(app)
  await expect.poll(() => page.evaluate(() => globalThis.states)).toEqual(['restarting', 'running'])
  expect((await ask(page, 'library.overview', {})).tracks).toBe(0)
  // What the engine says still comes through, from the new one.
  await ask(page, 'settings.set', { theme: 'dark' })
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
})

test('a call under which the engine crashes fails as data', async ({ app, page }) => {
  // Stopped, the engine cannot answer before it is killed.
  const pid = await enginePid(app)
  process.kill(pid, 'SIGSTOP')
  const waiting = outcome(page, 'library.overview', {})
  const early = await Promise.race([waiting, page.waitForTimeout(300)])
  expect(early).toBeUndefined()
  process.kill(pid, 'SIGKILL')
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'internal' } })
  expect((await outcome(page, 'library.overview', {})).ok).toBe(true)
})

test('a call can be cancelled from the page', async ({ app, page }) => {
  const pid = await enginePid(app)
  process.kill(pid, 'SIGSTOP')
  const answer = await page.evaluate(() => window.earshot!.call('library.overview', {}, cancel => cancel()))
  process.kill(pid, 'SIGCONT')
  expect(answer).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect((await outcome(page, 'library.overview', {})).ok).toBe(true)
})

test('an engine that never stays up is given up', async ({ app, page }) => {
  await watchEngine(page)
  for (let crash = 1; crash <= 6; crash++) {
    await expect.poll(async () => (await outcome(page, 'library.overview', {})).ok).toBe(true)
    await crashEngine(app)
  }
  await expect.poll(() => page.evaluate(() => globalThis.states?.at(-1))).toBe('stopped')
  expect(await outcome(page, 'library.overview', {})).toMatchObject({
    ok: false,
    error: { code: 'internal' }
  })
})

test('quitting waits for the engine', async ({ folder }) => {
  const app = await launch({ data: join(folder, 'data') })
  const page = await readyPage(app)
  await ask(page, 'settings.set', { density: 'comfortable' })
  const engine = await enginePid(app)
  const closed = app.waitForEvent('close')
  await app.evaluate(({ app }) => app.quit()).catch(() => undefined)
  await closed
  expect(isAlive(engine)).toBe(false)

  // The lock is free and what was written is there.
  const again = await launch({ data: join(folder, 'data') })
  expect((await ask(await readyPage(again), 'settings.get', {})).density).toBe('comfortable')
  await again.close()
})

test('a reload keeps the bridge', async ({ page }) => {
  await page.reload()
  await expect
    .poll(() =>
      outcome(page, 'library.overview', {}).then(
        one => one.ok,
        () => false
      )
    )
    .toBe(true)
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
