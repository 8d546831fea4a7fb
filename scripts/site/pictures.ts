import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser, type Page } from '@playwright/test'
import { scenes } from './scenes.ts'
import { root } from './tree.ts'

const size = { width: 1280, height: 800 }

/** The real window over the real engine, on the library in a data folder that was listened to before. */
export async function takePictures(data: string): Promise<void> {
  const server = spawn(process.execPath, [join(root, 'src-main/cli/main.ts'), '--data', data, 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const folder = mkdtempSync(join(tmpdir(), 'earshot-pictures-'))
  const browser = await chromium.launch({
    executablePath: process.env.EARSHOT_CHROMIUM ?? '/usr/bin/chromium',
    // The map is drawn by WebGL, here without a card.
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--force-color-profile=srgb'
    ]
  })
  try {
    const window = await openWindow(browser, await addressOf(server.stdout))
    for (const [name, compose] of Object.entries(scenes)) {
      await compose(window)
      for (const [colorScheme, ending] of [
        ['light', ''],
        ['dark', '-dark']
      ] as const) {
        await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const png = join(folder, `${name}${ending}.png`)
        await window.screenshot({ path: png })
        keep(png, join(root, 'docs/images', `${name}${ending}.webp`))
      }
    }
  } finally {
    await browser.close()
    server.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `Earshot is at ADDRESS`, its first line. */
async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const address = /http:\S+/.exec(line)?.[0]
    if (address !== undefined) return address
  }
  throw new Error('earshot serve has ended without an address.')
}

/** Twice as fine as it is shown, for screens that are. */
async function openWindow(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: size, deviceScaleFactor: 2 })
  const page = await context.newPage()
  // A picture of twice the size takes its time on a busy machine.
  page.setDefaultTimeout(180_000)
  await page.goto(address)
  return page
}

function keep(png: string, webp: string): void {
  const { status, stderr } = spawnSync(
    'ffmpeg',
    ['-y', '-v', 'error', '-i', png, '-c:v', 'libwebp', '-quality', '80', '-preset', 'text', webp],
    { encoding: 'utf8' }
  )
  if (status !== 0) throw new Error(`ffmpeg could not write ${webp}: ${stderr}`)
}
