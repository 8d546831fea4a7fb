import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isCrash, restartDelay } from '../../src-main/app/restart-delay.ts'
import { fitToScreens, readWindowState, writeWindowState } from '../../src-main/app/window-state.ts'

const laptop = { x: 0, y: 0, width: 1440, height: 860 }
const left = { x: -1920, y: 0, width: 1920, height: 1040 }

let folder: string
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'earshot-window-'))))
afterAll(() => rmSync(folder, { recursive: true }))

test('a window stays on the screen it was on', () => {
  const bounds = { x: -1800, y: 40, width: 1200, height: 800 }
  expect(fitToScreens(bounds, [laptop, left])).toEqual(bounds)
})

test('a screen that was unplugged takes no window with it', () => {
  expect(fitToScreens({ x: -1800, y: 40, width: 1200, height: 800 }, [laptop])).toEqual({
    width: 1200,
    height: 800
  })
  expect(fitToScreens({ x: 1430, y: 40, width: 1200, height: 800 }, [laptop])).toEqual({
    width: 1200,
    height: 800
  })
})

test('a window is no larger than its screen', () => {
  expect(fitToScreens({ x: 0, y: 0, width: 3000, height: 2000 }, [laptop])).toEqual(laptop)
  expect(fitToScreens({ width: 3000, height: 2000 }, [])).toEqual({ width: 3000, height: 2000 })
})

test('what was written is read; what cannot be read is forgotten', () => {
  const file = join(folder, 'window.json')
  const first = readWindowState(file)
  expect(first.bounds).toEqual({ width: 1280, height: 820 })
  const state = { bounds: { x: 1, y: 2, width: 900, height: 700 }, maximized: true, theme: 'dark' as const }
  writeWindowState(file, state)
  expect(readWindowState(file)).toEqual(state)
  for (const text of ['', '{', '{"bounds":{"width":1,"height":1},"maximized":true,"theme":"dark"}']) {
    writeFileSync(file, text)
    expect(readWindowState(file)).toEqual(first)
  }
  writeWindowState(join(folder, 'none/window.json'), state)
  expect(readFileSync(file, 'utf8')).not.toContain('900')
})

test('an engine is started again after ever longer pauses, and given up after five', () => {
  expect([1, 2, 3, 4, 5, 6].map(restartDelay)).toEqual([200, 400, 800, 1600, 3200, null])
})

test('an engine that crashed is told from one that was ended', () => {
  for (const code of [139, 11, 134, 0xc0000005, -1073741819]) expect(isCrash(code)).toBe(true)
  for (const code of [0, 1, 9, 15]) expect(isCrash(code)).toBe(false)
})
