import { readFileSync, writeFileSync } from 'node:fs'
import type { Rectangle } from 'electron'
import { z } from 'zod'

const schema = z.object({
  bounds: z.object({
    x: z.int().optional(),
    y: z.int().optional(),
    width: z.int().min(480).max(20_000),
    height: z.int().min(360).max(20_000)
  }),
  maximized: z.boolean(),
  theme: z.enum(['system', 'light', 'dark'])
})

/** How the window looked last time. The theme is here too, so that the first frame has the right colour. */
export type WindowState = z.output<typeof schema>
export type Bounds = WindowState['bounds']

const initial: WindowState = { bounds: { width: 1280, height: 820 }, maximized: false, theme: 'system' }

/** What was remembered, or a first size where nothing was or it cannot be read. */
export function readWindowState(file: string): WindowState {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { ...initial }
  }
}

/** A window's place is worth no error: a full disk only means that it is forgotten. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state))
  } catch {
    // Nothing to be done about it, and nothing lost.
  }
}

/** Without its place where that is on no screen any more (a monitor was unplugged); never larger than the screen. */
export function fitToScreens({ x, y, width, height }: Bounds, screens: Rectangle[]): Bounds {
  const place = x !== undefined && y !== undefined ? { x, y } : null
  const on = screens.find(
    screen =>
      place !== null &&
      // Enough of the title bar to take hold of.
      place.x + width > screen.x + 80 &&
      place.x < screen.x + screen.width - 80 &&
      place.y >= screen.y &&
      place.y < screen.y + screen.height - 40
  )
  const screen = on ?? screens[0]
  const size = screen
    ? { width: Math.min(width, screen.width), height: Math.min(height, screen.height) }
    : { width, height }
  return on ? { ...place, ...size } : size
}
