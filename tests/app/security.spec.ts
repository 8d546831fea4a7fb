import type { ElectronApplication, Page } from '@playwright/test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pageRequests } from '../../src-main/contract/requests.ts'
import { expect, outcome, test } from '../support/fixture-app.ts'

declare global {
  // Set inside the app by the test about links.
  var opened: string[] | undefined
}

test('the page has the bridge and nothing of Node or Electron', async ({ page }) => {
  const found = await page.evaluate(() => ({
    leaked: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
      name => name in window
    ),
    names: Object.keys(window.earshot!).toSorted(),
    frozen: Object.isFrozen(window.earshot),
    replaced: Reflect.set(window, 'earshot', null)
  }))
  expect(found).toEqual({
    leaked: [],
    names: ['call', 'mediaUrl', 'on', 'pathOf', 'shape'],
    frozen: true,
    replaced: false
  })
})

test('the policy comes with the page and stops inline script, inline style and other hosts', async ({
  page
}) => {
  const policy = await page.evaluate(async () => {
    const answer = await fetch(location.href)
    return answer.headers.get('content-security-policy')
  })
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe')

  const violations = await page.evaluate(async () => {
    const seen: string[] = []
    document.addEventListener('securitypolicyviolation', event => seen.push(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'window.broken = 1'
    document.body.append(script)
    document.body.insertAdjacentHTML('beforeend', '<p style="color: red">x</p>')
    document.body.append(Object.assign(new Image(), { src: 'https://example.com/x.png' }))
    const frame = document.createElement('iframe')
    frame.src = 'https://example.com/'
    document.body.append(frame)
    await fetch('https://example.com/').catch(() => undefined)
    // Each is told once it has happened.
    while (new Set(seen).size < 5) await new Promise(resolve => setTimeout(resolve, 20))
    return { seen: [...new Set(seen)].toSorted(), broken: 'broken' in window }
  })
  expect(violations).toEqual({
    // What drives the page may try something of its own beside these, and is stopped, too.
    seen: expect.arrayContaining([
      'connect-src',
      'frame-src',
      'img-src',
      'script-src-elem',
      'style-src-attr'
    ]) as string[],
    broken: false
  })
})

test('the page itself breaks no rule of its policy', async ({ page }) => {
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy')) {
      complaints.push(message.text())
    }
  })
  await page.reload()
  await expect(page.getByRole('button').first()).toBeVisible()
  expect(complaints).toEqual([])
})

test('only names of the contract pass, and only input that fits', async ({ page }) => {
  const failure = async (name: string, input: unknown): Promise<string> => {
    const answer = await outcome(page, name, input)
    return answer.ok ? 'ok' : answer.error.code
  }
  expect(await failure('library.overview', {})).toBe('ok')
  expect(await failure('library.overview', { extra: 1 })).toBe('bad-request')
  expect(await failure('library.rows', { ids: ['1'] })).toBe('bad-request')
  expect(await failure('library.addFolders', { paths: [] })).toBe('bad-request')
  expect(await failure('audio.file', { id: 1 })).toBe('unknown-request')
  expect(await failure('toString', {})).toBe('unknown-request')
  expect(await failure('shell.browse', { path: null })).toBe('not-supported-here')
})

test('failures are data without a stack', async ({ page }) => {
  const answer = await outcome(page, 'library.addFolders', { paths: ['/nowhere/at/all'] })
  expect(answer.ok).toBe(false)
  expect(Object.keys(answer.ok ? {} : answer.error).toSorted()).toEqual(['code', 'message'])
})

test('the main process listens to the contract and to its own page only', async ({ app, page }) => {
  // The handlers, called as if by other frames: no page can forge a sender, so the test does.
  const senders = [
    { url: 'https://example.com/', parent: null },
    { url: 'app://bundle.example.com/', parent: null },
    { url: 'app://other/index.html', parent: null },
    { url: 'app://bundle/index.html', parent: {} },
    null,
    { url: 'app://bundle/index.html', parent: null }
  ]
  const answers = await app.evaluate(async ({ ipcMain }, senders) => {
    const kept = ipcMain as unknown as Record<string, Map<string, (...words: unknown[]) => Promise<unknown>>>
    const handler = (kept['handlers'] ?? kept['_invokeHandlers'])!.get('earshot:request:library.overview')!
    return Promise.all(senders.map((senderFrame, at) => handler({ senderFrame }, `test:${at}`, {})))
  }, senders)
  expect(answers.map(one => (one as { ok: boolean }).ok)).toEqual([false, false, false, false, false, true])
  expect(answers[0]).toMatchObject({ error: { code: 'no-access' } })

  const channels = await app.evaluate(({ ipcMain }) => {
    const kept = ipcMain as unknown as Record<string, Map<string, unknown>>
    return [...(kept['handlers'] ?? kept['_invokeHandlers'])!.keys()].toSorted()
  })
  expect(channels).toEqual(pageRequests.map(name => `earshot:request:${name}`).toSorted())
  expect(await page.title()).toBe('Earshot')
})

test('the page cannot be led away, opens no window, and may notify and know outputs, nothing else', async ({
  app,
  page
}) => {
  await page.evaluate(() => {
    location.href = 'https://example.com/away'
  })
  await page.evaluate(() => window.open('https://example.com/popup'))
  await page.evaluate(() => window.open('app://bundle/index.html'))
  await page.waitForTimeout(300)
  const handle = await app.browserWindow(page)
  expect(await handle.evaluate(one => one.webContents.getURL())).toBe('app://bundle/index.html')
  expect(app.windows()).toHaveLength(1)
  const states = await page.evaluate(() =>
    Promise.all(
      (['geolocation', 'notifications', 'camera', 'microphone'] as const).map(
        async name => (await navigator.permissions.query({ name })).state
      )
    )
  )
  expect(states).toEqual(['denied', 'granted', 'denied', 'granted'])
  // The names of outputs are told to whom those of microphones are; none is opened.
  const opened = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => true,
      () => false
    )
  )
  expect(opened).toBe(false)
})

test('links lead outside only to the places on the list', async ({ app, page }) => {
  await app.evaluate(({ shell }) => {
    globalThis.opened = []
    shell.openExternal = url => {
      globalThis.opened!.push(url)
      return Promise.resolve()
    }
  })
  for (const url of [
    'https://ffmpeg.org/download.html',
    'http://ffmpeg.org/',
    'https://ffmpeg.org.example.com/',
    'https://user@ffmpeg.org/',
    'https://ffmpeg.org:8443/',
    'file:///etc/passwd',
    'https://example.com/'
  ]) {
    await click(page, url)
  }
  await expect.poll(() => openedBy(app)).toEqual(['https://ffmpeg.org/download.html'])
})

test('no address of the page leads out of its folder', async ({ page, folder }) => {
  mkdirSync(join(folder, 'secret'))
  writeFileSync(join(folder, 'secret/file.txt'), 'secret')
  const outside = `${'..%2f'.repeat(20)}${join(folder, 'secret/file.txt').slice(1).replaceAll('/', '%2f')}`
  const statuses = await page.evaluate(
    addresses => Promise.all(addresses.map(one => fetch(one).then(answer => answer.status))),
    ['./index.html', './no-such.js', `./${outside}`, './%00', './%E0%A4%A', './..%5c..%5cpackage.json']
  )
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404])
})

async function click(page: Page, url: string): Promise<void> {
  await page.evaluate(url => {
    const link = Object.assign(document.createElement('a'), { href: url, target: '_blank' })
    document.body.append(link)
    link.click()
    link.remove()
  }, url)
}

const openedBy = (app: ElectronApplication): Promise<string[] | undefined> =>
  app.evaluate(() => globalThis.opened)
