import { chromium } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode, type Format } from '../../tests/support/audio.ts'
import { bass, drums, pad, plucks, writeMusic, type Passage } from '../../tests/support/made-music.ts'
import type { FreshRoot } from './fresh-root.ts'

/** Where the music lies in there, and the library. */
const music = '/root/Music'
const library = '/root/.local/share/earshot'

/** Names that tell nothing: what is found is found by its sound. */
const files = { '1.flac': pad, '2.mp3': drums, '3.ogg': plucks, '4.m4a': bass }
const asked = 'drums'
const expected = '2.mp3'

/** How to say that something holds, or does not. */
export type Held = (what: string, holds: boolean, told?: string) => void

export function makeMusic(root: FreshRoot, work: string): void {
  mkdirSync(root.at(music), { recursive: true })
  for (const [name, voice] of Object.entries(files)) {
    const passages: Passage[] = [{ voices: [voice], from: 0, to: 20, bpm: 110 }]
    const wav = writeMusic(join(work, 'made.wav'), passages)
    encode(wav, name.slice(2) as Format, { to: root.at(`${music}/${name}`) })
  }
}

export const printMusic = (root: FreshRoot): string => print(root.at(music))
export const printLibrary = (root: FreshRoot): string => print(root.at(library))

/** Everything below a folder, by name and content. */
function print(folder: string): string {
  const found = execFileSync('find', [folder, '-type', 'f', '-print0'], { encoding: 'utf8' })
  const sum = createHash('sha256')
  for (const file of found.split('\0').filter(Boolean).sort()) sum.update(file).update(readFileSync(file))
  return sum.digest('hex')
}

/**
 * `earshot serve FOLDER` as somebody starts it who has just installed it: it listens, and a browser that opens the printed
 * address finds by what is heard. `meanwhile` happens while it runs, between two searches.
 */
export async function serveAndSearch(
  root: FreshRoot,
  held: Held,
  { heard, meanwhile }: { heard: number; meanwhile?: () => void }
): Promise<void> {
  const child = root.start(['earshot', 'serve', '--port', '0', music])
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = once(child, 'close')
  const tells = async (what: RegExp): Promise<string | undefined> => {
    while (child.exitCode === null && !what.test(said))
      await Promise.race([once(child.stderr, 'data'), ended])
    return what.exec(said)?.[0]
  }
  try {
    const address = await tells(/http:\/\/\S+/)
    const listened = await tells(/Listened to .*/)
    held(
      `it listens to ${heard} files`,
      listened?.startsWith(`Listened to ${heard} `) ?? false,
      listened ?? said
    )
    if (!address) return
    held('nobody comes in without the address', (await fetch(new URL('/', address))).status === 401)
    await searchInBrowser(address, held, meanwhile)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

async function searchInBrowser(address: string, held: Held, meanwhile?: () => void): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.EARSHOT_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu']
  })
  try {
    const page = await browser.newPage()
    const first = page.getByRole('grid', { name: 'Matches' }).getByRole('row').nth(1)
    const search = async (when: string): Promise<void> => {
      await page.getByRole('searchbox').fill(asked)
      const found = await first.textContent({ timeout: 60_000 }).catch(String)
      held(
        `a browser finds by sound ${when}`,
        found?.includes(expected.replace(/\..*/, '')) ?? false,
        found ?? ''
      )
    }
    await page.goto(address)
    await search('in the page that is served')
    if (!meanwhile) return
    meanwhile()
    await page.getByRole('searchbox').fill('')
    await search('in a page that was open meanwhile')
  } finally {
    await browser.close()
  }
}

/** What the command line answers. */
export function searchInTerminal(root: FreshRoot, held: Held): void {
  const { status, stdout, stderr } = root.run(['earshot', '--json', 'search', asked])
  const [best] = status === 0 ? (JSON.parse(stdout) as { results: { path: string }[] }).results : []
  held(
    'where nothing can be written, the command line finds the same',
    best?.path === `${music}/${expected}`,
    best?.path ?? stderr.trim()
  )
}
