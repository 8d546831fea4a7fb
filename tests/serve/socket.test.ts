import { once } from 'node:events'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { decodeWire, encodeWire, longestSocketMessage } from '../../src-main/contract/wire-codec.ts'
import { writeWav } from '../support/audio.ts'
import { addAndScan, serveLibrary, type Served } from '../support/fixture-serve.ts'

let served: Served
const open: WebSocket[] = []

beforeAll(async () => {
  served = await serveLibrary()
  mkdirSync(join(served.music, 'Ambient/Deep'), { recursive: true })
  mkdirSync(join(served.music, '.hidden'))
  mkdirSync(join(served.folder, 'outside'))
  symlinkSync(join(served.folder, 'outside'), join(served.music, 'escape'))
  writeFileSync(join(served.folder, 'outside/x.wav'), 'x')
  writeWav(join(served.music, 'a.wav'), { seconds: 1 })
  await addAndScan(served, served.music)
})
afterEach(() => {
  for (const socket of open.splice(0)) socket.terminate()
})
afterAll(() => served.stop())

interface Headers {
  host?: string
  origin?: string
  cookie?: string
}

function dial(headers: Headers = {}, path = '/socket'): WebSocket {
  const { origin, host, cookie } = {
    origin: served.origin,
    host: served.host,
    cookie: served.cookie,
    ...headers
  }
  const socket = new WebSocket(`ws://${served.host}${path}`, { headers: { origin, host, cookie } })
  open.push(socket)
  return socket
}

/** 101 when let in, else the status of the refusal. */
async function status(headers?: Headers, path?: string): Promise<number> {
  const socket = dial(headers, path)
  const { promise, resolve } = Promise.withResolvers<number>()
  socket.on('open', () => resolve(101))
  socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
  socket.on('error', () => undefined)
  return promise
}

async function connected(): Promise<WebSocket> {
  const socket = dial()
  await once(socket, 'open')
  return socket
}

interface Reply {
  kind: string
  id: number
  ok: boolean
  value?: unknown
  error?: { code: string }
}

/** The next reply, whatever events come before. */
function nextReply(socket: WebSocket): Promise<Reply> {
  const { promise, resolve } = Promise.withResolvers<Reply>()
  const listen = (data: unknown): void => {
    const message = decodeWire(String(data)) as Reply
    if (message.kind !== 'reply') return
    socket.off('message', listen)
    resolve(message)
  }
  socket.on('message', listen)
  return promise
}

let lastId = 0
async function request(socket: WebSocket, name: string, input: unknown): Promise<Reply> {
  const reply = nextReply(socket)
  socket.send(encodeWire({ kind: 'request', id: ++lastId, name, input }))
  return reply
}
const codeOf = async (socket: WebSocket, name: string, input: unknown): Promise<string> => {
  const reply = await request(socket, name, input)
  return reply.ok ? 'ok' : reply.error!.code
}

describe('who may open a socket', () => {
  test('our page with its cookie', async () => {
    expect(await status()).toBe(101)
  })
  test.each<[string, Headers, number]>([
    ['no cookie', { cookie: '' }, 401],
    ['another token', { cookie: 'earshot-1=x' }, 401],
    ['a page elsewhere', { origin: 'https://evil.example' }, 403],
    ['a page on another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['no page at all', { origin: '' }, 403],
    ['a name pointed here', { host: 'evil.example', origin: 'http://evil.example' }, 421]
  ])('not %s', async (_who, headers, refusal) => {
    expect(await status(headers)).toBe(refusal)
  })
  test('and only at its place', async () => {
    expect(await status({}, '/')).toBe(404)
    expect(await status({}, `/socket?token=${served.token}`)).toBe(404)
  })
})

describe('what it carries', () => {
  test('requests, typed arrays and failures', async () => {
    const socket = await connected()
    const list = await request(socket, 'library.list', { sort: 'path', descending: false })
    expect(list).toMatchObject({ ok: true, value: { ids: expect.any(Uint32Array) } })
    expect(await codeOf(socket, 'library.track', { id: 999 })).toBe('not-found')
    expect(await codeOf(socket, 'library.track', { id: 'x' })).toBe('bad-request')
    expect(await codeOf(socket, 'audio.file', { id: 1 })).toBe('unknown-request')
    expect(await codeOf(socket, 'toString', {})).toBe('unknown-request')
  })

  test('events, to every page', async () => {
    const sockets = [await connected(), await connected()]
    const told = sockets.map(
      socket =>
        new Promise<unknown>(resolve =>
          socket.on('message', data => {
            const message = decodeWire(String(data)) as { kind: string; name: string; value: unknown }
            if (message.kind === 'event' && message.name === 'settings.changed') resolve(message.value)
          })
        )
    )
    expect(await codeOf(sockets[0]!, 'settings.set', { density: 'comfortable' })).toBe('ok')
    for (const value of await Promise.all(told)) expect(value).toMatchObject({ density: 'comfortable' })
  })
})

describe('junk', () => {
  test.each([
    'not json',
    '',
    'null',
    '7',
    '[]',
    '{}',
    '{"kind":"request"}',
    '{"kind":"request","id":"1","name":"library.overview","input":{}}',
    '{"$array":"Uint32Array","base64":"AAA="}',
    '{"id":1,"kind":"nonsense"}'
  ])('%s is answered as a bad request', async text => {
    const socket = await connected()
    const reply = nextReply(socket)
    socket.send(text)
    expect(await reply).toMatchObject({ ok: false, error: { code: 'bad-request' } })
    expect(await codeOf(socket, 'library.overview', {})).toBe('ok')
  })

  test('binary data is, too', async () => {
    const socket = await connected()
    const reply = nextReply(socket)
    socket.send(Buffer.from('{"kind":"request","id":1,"name":"library.overview","input":{}}'))
    expect(await reply).toMatchObject({ id: 0, ok: false, error: { code: 'bad-request' } })
  })

  test('a message without end closes its own socket and no other', async () => {
    const [loud, quiet] = [await connected(), await connected()]
    loud.on('error', () => undefined)
    const closed = once(loud, 'close')
    loud.send('x'.repeat(longestSocketMessage + 1))
    expect((await closed)[0]).toBe(1009)
    expect(await codeOf(quiet, 'library.overview', {})).toBe('ok')
  })

  test('a frame that is no frame', async () => {
    const socket = await connected()
    const closed = once(socket, 'close')
    socket.on('error', () => undefined)
    const raw = (socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket
    raw.write(Buffer.from([0xff, 0xff, 0x00, 0x01, 0x02]))
    await closed
    expect(await status()).toBe(101)
  })
})

describe('the folders it was started with', () => {
  test('browse shows them and what is below, links and hidden folders left out', async () => {
    const socket = await connected()
    const { value } = await request(socket, 'shell.browse', { path: null })
    expect(value).toEqual({
      path: served.music,
      parent: null,
      folders: [{ name: 'Ambient', path: join(served.music, 'Ambient') }]
    })
    const below = await request(socket, 'shell.browse', { path: join(served.music, 'Ambient') })
    expect(below.value).toMatchObject({ parent: served.music, folders: [{ name: 'Deep' }] })
  })

  test('nothing else can be reached, by no way', async () => {
    const socket = await connected()
    const { music, folder } = served
    const ways = [
      '/',
      '/etc',
      folder,
      `${music}/..`,
      `${music}-other/..`,
      join(music, 'escape'),
      `${music}/../outside`
    ]
    for (const path of ways) {
      expect([path, await codeOf(socket, 'shell.browse', { path })]).toEqual([
        path,
        expect.stringMatching(/^(outside-roots|not-found)$/)
      ])
      expect(await codeOf(socket, 'library.addFolders', { paths: [music, path] })).not.toBe('ok')
    }
    expect(await codeOf(socket, 'shell.browse', { path: join(music, 'escape') })).toBe('outside-roots')
    const paths = [join(folder, 'outside/x.wav')]
    expect(await codeOf(socket, 'search.similar', { paths })).toBe('outside-roots')
    expect(await codeOf(socket, 'library.retry', { paths })).toBe('outside-roots')
    const move = { from: music, to: paths[0]!, dryRun: true }
    expect(await codeOf(socket, 'library.relocate', move)).toBe('outside-roots')
    expect(await codeOf(socket, 'models.inspect', { paths })).toBe('outside-roots')
    expect(await codeOf(socket, 'models.add', { paths, licence: '' })).toBe('outside-roots')
    const known = await served.engine.call('library.overview', {})
    expect(known.folders.map(one => one.path)).toEqual([music])
  })

  test('what only the machine itself can do', async () => {
    const socket = await connected()
    expect(await codeOf(socket, 'shell.chooseFolders', {})).toBe('not-supported-here')
    expect(await codeOf(socket, 'shell.reveal', { id: 1 })).toBe('not-supported-here')
    expect(await codeOf(socket, 'settings.set', { ffmpeg: '/bin/sh' })).toBe('not-supported-here')
    const download = { id: 'clap-htsat-unfused', licence: '', from: 'https://models.example/' }
    expect(await codeOf(socket, 'models.download', download)).toBe('not-supported-here')
    expect(await codeOf(socket, 'settings.set', { theme: 'dark' })).toBe('ok')
  })
})

test('closing says goodbye and leaves nothing open', async () => {
  const other = await serveLibrary()
  const headers = { origin: other.origin, cookie: other.cookie }
  const socket = new WebSocket(`ws://${other.host}/socket`, { headers })
  await once(socket, 'open')
  const closed = once(socket, 'close')
  await other.close()
  expect((await closed)[0]).toBe(1001)
  await expect(fetch(other.origin)).rejects.toThrow()
  // The engine is the caller's own.
  expect((await other.engine.call('library.overview', {})).tracks).toBe(0)
  await other.stop()
})
