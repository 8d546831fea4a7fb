import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { open as openFile, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { fileBody } from '../../src-main/shell/file-body.ts'
import { fileResponse } from '../../src-main/shell/file-response.ts'
import { pageResponse } from '../../src-main/shell/page-files.ts'

let folder: string
let file: string
const bytes = Uint8Array.from({ length: 200_000 }, (_one, at) => at % 251)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-file-'))
  file = join(folder, 'a.bin')
  writeFileSync(file, bytes)
  writeFileSync(join(folder, 'empty.bin'), '')
})
afterEach(() => void vi.useRealTimers())
afterAll(() => rmSync(folder, { recursive: true }))

const get = (range: string | null = null, method = 'GET', path: string | Buffer = file): Promise<Response> =>
  fileResponse(path, { method, range }, { 'content-type': 'audio/wav' })

const bodyOf = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer())

describe('fileResponse', () => {
  test('the whole file', async () => {
    const response = await get()
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toEqual({
      'accept-ranges': 'bytes',
      'content-length': '200000',
      'content-type': 'audio/wav',
      'x-content-type-options': 'nosniff'
    })
    expect(await bodyOf(response)).toEqual(bytes)
  })

  test('a part is 206 with exactly those bytes', async () => {
    const response = await get('bytes=70000-140000')
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe('bytes 70000-140000/200000')
    expect(response.headers.get('content-length')).toBe('70001')
    expect(await bodyOf(response)).toEqual(bytes.slice(70_000, 140_001))
  })

  test('the end of the file, as a player asks for it first', async () => {
    const response = await get('bytes=-128')
    expect(response.status).toBe(206)
    expect(await bodyOf(response)).toEqual(bytes.slice(-128))
  })

  test('a part past the end is 416 and says how long the file is', async () => {
    const response = await get('bytes=200000-')
    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe('bytes */200000')
  })

  test('HEAD tells the same without a body', async () => {
    const whole = await get(null, 'HEAD')
    expect([whole.status, whole.headers.get('content-length'), whole.body]).toEqual([200, '200000', null])
    const part = await get('bytes=0-9', 'HEAD')
    expect([part.status, part.headers.get('content-length'), part.body]).toEqual([206, '10', null])
  })

  test('other methods, folders and what is not there', async () => {
    expect((await get(null, 'POST')).status).toBe(405)
    expect((await get(null, 'GET', folder)).status).toBe(404)
    expect((await get(null, 'GET', join(folder, 'none'))).status).toBe(404)
  })

  test('an empty file is an empty answer', async () => {
    const response = await get(null, 'GET', join(folder, 'empty.bin'))
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '0'])
    expect((await get('bytes=0-', 'GET', join(folder, 'empty.bin'))).status).toBe(416)
  })

  test('a name that is not UTF-8', async () => {
    const odd = Buffer.concat([Buffer.from(`${folder}/`), Buffer.of(0xe9, 0x2e, 0x77)])
    writeFileSync(odd, 'x')
    expect((await get(null, 'GET', odd)).status).toBe(200)
  })

  test.runIf(process.platform === 'linux')('no file stays open, read or not', async () => {
    await (await get('bytes=0-9')).arrayBuffer()
    await get('bytes=900000-')
    await get(null, 'HEAD')
    const left = await get()
    await left.body!.cancel()
    const stop = new AbortController()
    const asked = { method: 'GET', range: null, signal: stop.signal }
    const halfRead = (await fileResponse(file, asked, {})).body!.getReader()
    await halfRead.read()
    await fileResponse(file, asked, {}) // never read
    stop.abort()
    await fileResponse(file, asked, {})
    await expect.poll(() => open()).toEqual([])
  })

  test.runIf(process.platform === 'linux')('a reader that pauses holds no file, and goes on', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const long = join(folder, 'long.bin')
    writeFileSync(long, Buffer.alloc(1_000_000, 7))
    const opened = (): string[] => open(long)
    const body = (handle: FileHandle): ReadableStreamDefaultReader<Uint8Array> =>
      (fileBody(handle, { path: long, start: 0, end: 999_999 }) as ReadableStream<Uint8Array>).getReader()
    const [reader, other] = [body(await openFile(long)), body(await openFile(long))]
    let got = (await reader.read()).value!.length
    await other.read()
    expect(opened()).toHaveLength(2)
    vi.advanceTimersByTime(10_000)
    await expect.poll(opened).toEqual([])
    for (let next = await reader.read(); !next.done; next = await reader.read()) got += next.value.length
    expect(got).toBe(1_000_000)

    // Another file in its place is not mixed into the answer.
    writeFileSync(`${long}.new`, Buffer.alloc(1_000_000, 8))
    renameSync(`${long}.new`, long)
    await expect(other.read()).rejects.toThrow('Another file')
    expect(opened()).toEqual([])
  })
})

/** Descriptors of this process that a file has. */
function open(path = file): string[] {
  return readdirSync('/proc/self/fd').flatMap(one => {
    try {
      return readlinkSync(`/proc/self/fd/${one}`) === path ? [one] : []
    } catch {
      return []
    }
  })
}

describe('pageResponse', () => {
  const page = (pathname: string): Promise<Response> =>
    pageResponse(join(folder, 'page'), pathname, { method: 'GET', range: null }, "default-src 'none'")

  beforeAll(() => {
    mkdirSync(join(folder, 'page/assets'), { recursive: true })
    mkdirSync(join(folder, 'page-secret'))
    writeFileSync(join(folder, 'page/index.html'), '<!doctype html>')
    writeFileSync(join(folder, 'page/assets/a b.js'), '1')
    writeFileSync(join(folder, 'page-secret/x.js'), 'secret')
    symlinkSync(file, join(folder, 'page/link.js'))
  })

  test('serves the page with its policy and types', async () => {
    const index = await page('/')
    expect(await index.text()).toBe('<!doctype html>')
    expect(index.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(index.headers.get('content-security-policy')).toBe("default-src 'none'")
    expect((await page('/assets/a%20b.js')).headers.get('content-type')).toBe(
      'text/javascript; charset=utf-8'
    )
  })

  test('asks again for the page, and not for what is named by its content', async () => {
    expect((await page('/')).headers.get('cache-control')).toBe('no-cache')
    expect((await page('/assets/a%20b.js')).headers.get('cache-control')).toContain('immutable')
    expect((await page('/assets/none.js')).headers.get('cache-control') ?? '').not.toContain('immutable')
  })

  test.each([
    '/../a.bin',
    '/%2e%2e/a.bin',
    '/..%2fa.bin',
    '/../page-secret/x.js',
    '/..%2fpage-secret%2fx.js',
    '/link.js',
    '/assets',
    '/%00',
    '/%E0%A4%A',
    '/none.js'
  ])('%s is not a file of the page', async pathname => {
    expect((await page(pathname)).status).toBe(404)
  })
})
