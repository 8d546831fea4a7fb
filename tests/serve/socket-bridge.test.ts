import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { encodeWire, longestSocketMessage } from '../../src-main/contract/wire-codec.ts'
import { openSocketBridge } from '../../src-renderer/bridge/socket-bridge.ts'
import { serveLibrary, type Served } from '../support/fixture-serve.ts'

let served: Served

/** A socket as the page has it: with the cookie, which a browser sends by itself. */
class PageSocket extends WebSocket {
  constructor(address: URL, options: { autoPong?: boolean } = {}) {
    super(address, { headers: { origin: served.origin, cookie: served.cookie }, ...options })
    this.on('error', () => undefined)
  }
}

beforeAll(async () => {
  vi.stubGlobal('WebSocket', PageSocket)
  served = await serveLibrary()
})
afterEach(() => void vi.useRealTimers())
afterAll(async () => {
  // The bridges would try to connect again for ever.
  vi.stubGlobal('WebSocket', EventTarget)
  await served.stop()
})

test('a playlist file of some megabytes goes through', async () => {
  const bridge = await openSocketBridge(served.origin)
  const line = `/elsewhere/${'a'.repeat(200)}.mp3\n`
  const base64 = Buffer.from(line.repeat(20_000)).toString('base64')
  expect(base64.length).toBeGreaterThan(5e6)
  const [report] = await bridge.call('playlists.import', { name: 'Long.m3u8', base64 })
  expect(report).toMatchObject({ name: 'Long', entries: 20_000, notFoundTotal: 20_000 })
})

test('one that is too large is refused in words, and the connection stays', async () => {
  const bridge = await openSocketBridge(served.origin)
  const lost = vi.fn()
  bridge.on('engine.changed', lost)
  const base64 = 'A'.repeat(longestSocketMessage)
  await expect(bridge.call('playlists.import', { name: 'Huge.m3u8', base64 })).rejects.toMatchObject({
    code: 'too-large',
    message: expect.stringContaining('up to 50 MB') as string
  })
  expect(await bridge.call('library.overview', {})).toMatchObject({ tracks: 0 })
  expect(lost).not.toHaveBeenCalled()
})

test('who is silent is cut off, who is busy sending is not', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const dial = async (): Promise<WebSocket> => {
    const socket = new PageSocket(new URL(`ws://${served.host}/socket`), { autoPong: false })
    await once(socket, 'open')
    return socket
  }
  const [silent, busy] = [await dial(), await dial()]
  const ended = once(silent, 'close')
  const beat = async (): Promise<void> => {
    const answered = once(busy, 'message')
    busy.send(encodeWire({ kind: 'request', id: 1, name: 'library.overview', input: {} }))
    await answered
    vi.advanceTimersByTime(30_000)
  }
  await beat()
  await beat()
  await ended
  await beat()
  expect(busy.readyState).toBe(WebSocket.OPEN)
})
