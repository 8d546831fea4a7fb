import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fetchFile } from '../../../../src-main/core/inference/packs/fetch-file.ts'
import type { Fetched, Fetching } from '../../../../src-main/core/inference/packs/fetch-file.ts'
import { openFileServer } from '../../../support/file-server.ts'
import type { FileServer } from '../../../support/file-server.ts'

let folder: string
let to: string
let server: FileServer
const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251))
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-fetch-'))
  to = join(folder, 'model.part')
  server = await openFileServer()
  server.files.set('model.onnx', content)
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

async function fetchAll(changes: Partial<Fetching> = {}): Promise<{ found: Fetched; seen: number[] }> {
  const signal = changes.signal ?? new AbortController().signal
  const url = `${server.address}model.onnx`
  const fetching = fetchFile({ url, to, sha256: null, signal, pauses: [0, 0], ...changes })
  const seen: number[] = []
  for (;;) {
    const next = await fetching.next()
    if (next.done === true) return { found: next.value, seen }
    seen.push(next.value)
  }
}

const froms = (): (number | null)[] => server.asked.map(({ from }) => from)
const whole = { bytes: content.length, sha256: hashOf(content) }

test('a file comes whole, with its size and its hash, and progress on the way', async () => {
  const { found, seen } = await fetchAll({ sha256: whole.sha256 })
  expect(found).toEqual(whole)
  expect(readFileSync(to)).toEqual(content)
  expect(seen[0]).toBe(0)
  expect(seen.at(-1)).toBe(content.length)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
})

test('a line that breaks is taken up where it broke', async () => {
  server.manners = { cut: { after: 70_000, times: 3 } }
  expect((await fetchAll()).found).toEqual(whole)
  expect(froms()).toHaveLength(4)
  expect(froms()[0]).toBeNull()
  expect(
    froms()
      .slice(1)
      .every(from => from !== null && from > 0)
  ).toBe(true)
})

test('what an earlier run brought is not fetched again', async () => {
  const stop = new AbortController()
  server.manners = { silentAfter: 100_000 }
  const url = `${server.address}model.onnx`
  const broken = (async () => {
    const fetching = fetchFile({ url, to, sha256: null, signal: stop.signal })
    for (;;) if ((await fetching.next()).value === 100_000) stop.abort()
  })()
  await expect(broken).rejects.toMatchObject({ code: 'cancelled' })
  expect(statSync(to).size).toBe(100_000)
  server.manners = {}
  const { found, seen } = await fetchAll()
  expect(found).toEqual(whole)
  expect(seen[0]).toBe(100_000)
  expect(froms()).toEqual([null, 100_000])
  // All is there: nobody is asked.
  expect((await fetchAll()).found).toEqual(whole)
  expect(froms()).toHaveLength(2)
})

/** Half of the file, as an earlier run left it. */
function half(tag: string, total = content.length): void {
  writeFileSync(to, content.subarray(0, 150_000))
  const note = { url: `${server.address}model.onnx`, etag: tag, total }
  writeFileSync(`${to}.note`, JSON.stringify(note))
}
const tagOf = (bytes: Buffer): string => `"${hashOf(bytes).slice(0, 16)}"`

test.each<[string, () => void, (number | null)[]]>([
  ['a server that ignores ranges', () => (server.manners = { ranges: 'ignores' }), [150_000]],
  ['one that goes on elsewhere', () => (server.manners = { ranges: 'wrong' }), [150_000, null]],
  ['another file by now', () => half('"old"'), [150_000]],
  ['a note about another length', () => half(tagOf(content), 999_999), [150_000, null]],
  [
    'a note about another address',
    () => writeFileSync(`${to}.note`, '{"url":"x","etag":null,"total":1}'),
    [null]
  ],
  ['no note', () => rmSync(`${to}.note`), [null]],
  ['more than there is', () => writeFileSync(to, Buffer.alloc(400_000)), [400_000, null]]
])('with %s everything is fetched anew', async (_, spoil, asked) => {
  half(tagOf(content))
  spoil()
  expect((await fetchAll()).found).toEqual(whole)
  expect(readFileSync(to)).toEqual(content)
  expect(froms()).toEqual(asked)
})

test('without tags and sizes it works too, from the beginning each time', async () => {
  server.manners = { untagged: true, cut: { after: 50_000, times: 1 } }
  expect((await fetchAll()).found).toEqual(whole)
  expect(froms()).toEqual([null, null])
  server.manners = { unsized: true, untagged: true }
  expect((await fetchAll()).found).toEqual(whole)
})

test('another hash than the known one: refused, and nothing of it stays', async () => {
  await expect(fetchAll({ sha256: 'f'.repeat(64) })).rejects.toMatchObject({
    code: 'download-failed',
    message: expect.stringContaining(whole.sha256)
  })
  expect(existsSync(to) || existsSync(`${to}.note`)).toBe(false)
})

test.each<[string, () => void, RegExp]>([
  ['a page instead', () => (server.manners = { type: 'text/html; charset=utf-8' }), /a web page came/],
  ['nothing there', () => server.files.clear(), /the server says 404/],
  ['no right to it', () => (server.manners = { status: 403 }), /the server says 403/],
  ['a server in trouble', () => (server.manners = { status: 503 }), /the server says 503/],
  ['a silent one', () => (server.manners = { silentAfter: 0 }), /the server fell silent/]
])('%s is a failed download', async (_, spoil, message) => {
  spoil()
  await expect(fetchAll({ stallMs: 100 })).rejects.toMatchObject({
    code: 'download-failed',
    message: expect.stringMatching(message)
  })
})

test('nobody there, and a line that anybody could change, are failed downloads', async () => {
  await expect(fetchAll({ url: 'http://127.0.0.1:1/model.onnx' })).rejects.toMatchObject({
    code: 'download-failed'
  })
  await expect(fetchAll({ url: 'http://models.example/model.onnx' })).rejects.toMatchObject({
    code: 'download-failed',
    message: expect.stringContaining('not an https address')
  })
})
