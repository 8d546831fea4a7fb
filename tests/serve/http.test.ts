import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hostNames, isLoopback } from '../../src-main/serve/listening.ts'
import { startServer } from '../../src-main/serve/server.ts'
import { encode, writeWav } from '../support/audio.ts'
import type { Format } from '../support/audio.ts'
import { addAndScan, ask, serveLibrary, type Answer, type Served } from '../support/fixture-serve.ts'

let served: Served
let track: number
let bytes: Buffer

beforeAll(async () => {
  served = await serveLibrary()
  const file = join(served.music, 'a.wav')
  writeWav(file, { seconds: 2 })
  bytes = readFileSync(file)
  track = (await addAndScan(served, served.music))[0]!
})
afterAll(() => served.stop())

const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  ask(served.origin, path, { method, headers: { cookie: served.cookie, ...headers } })

describe('the token', () => {
  test('is 192 random bits, printed once in the address', () => {
    expect(Buffer.from(served.token, 'base64url')).toHaveLength(24)
    expect(served.url).toBe(`${served.origin}/?token=${served.token}`)
  })

  test('is changed for a cookie and leaves the address', async () => {
    const answer = await ask(served.origin, `/?token=${served.token}`)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/')
    expect(answer.headers['set-cookie']).toEqual([`${served.cookie}; Path=/; HttpOnly; SameSite=Strict`])
    expect(answer.body).toHaveLength(0)
  })

  test.each(['/', '/app.js', '/media/1', '/?token=', '/?token=wrong', '/?other=1'])(
    'without it %s is shut',
    async path => {
      const answer = await ask(served.origin, path)
      expect(answer.status).toBe(401)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  )

  test('a cookie with another token, or under another name, is none', async () => {
    const [name, token] = served.cookie.split('=') as [string, string]
    expect((await get('/', { cookie: `${name}=${token.slice(1)}` })).status).toBe(401)
    expect((await get('/', { cookie: `x${name}=${token}` })).status).toBe(401)
    expect((await get('/', { cookie: `a=b; ${name}=${token}; c=d` })).status).toBe(200)
  })

  test('a wrong token in the address is not helped by a cookie', async () => {
    expect((await get('/?token=wrong')).status).toBe(401)
  })
})

describe('names and methods', () => {
  test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example'])(
    'the host "%s" is not ours, token or not',
    async host => {
      expect((await get('/', { host })).status).toBe(421)
      expect((await get(`/?token=${served.token}`, { host })).status).toBe(421)
    }
  )

  test('localhost is', async () => {
    expect((await get('/', { host: `localhost:${new URL(served.origin).port}` })).status).toBe(200)
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])('%s is refused', async method => {
    const answer = await get('/', {}, method)
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD'])
  })

  test('an address that is none', async () => {
    expect((await get('http://[')).status).toBe(400)
  })
})

describe('the page', () => {
  test('comes with a policy that names this server only', async () => {
    const { status, headers, body } = await get('/')
    expect([status, String(body)]).toEqual([200, '<!doctype html><title>Earshot</title>'])
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';")
    expect(policy).toContain(`connect-src 'self' ws://${served.host} wss://${served.host};`)
    expect(policy).not.toContain('unsafe')
    expect(headers['referrer-policy']).toBe('no-referrer')
  })

  test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/..%5csecret.txt', '//etc/passwd'])(
    '%s is not a file of it',
    async path => {
      expect((await get(path)).status).toBe(404)
    }
  )
})

describe('tracks', () => {
  test('whole, in parts, and past the end', async () => {
    const whole = await get(`/media/${track}`)
    expect([whole.status, whole.headers['content-type']]).toEqual([200, 'audio/wav'])
    expect(whole.body.equals(bytes)).toBe(true)
    const part = await get(`/media/${track}`, { range: 'bytes=1000-1999' })
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 1000-1999/${bytes.length}`])
    expect(part.body.equals(bytes.subarray(1000, 2000))).toBe(true)
    expect((await get(`/media/${track}`, { range: `bytes=${bytes.length}-` })).status).toBe(416)
    const head = await get(`/media/${track}`, {}, 'HEAD')
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
      200,
      String(bytes.length),
      0
    ])
  })

  test.each<Format>(['alac', 'aiff', 'wv'])('%s is played from a copy', async format => {
    const folder = join(served.music, format)
    mkdirSync(folder)
    const wav = writeWav(join(folder, 'b.wav'), { seconds: 1 })
    encode(wav, format)
    rmSync(wav)
    const ids = await addAndScan(served, served.music)
    const id = Math.max(...ids)
    const copy = await get(`/media/${id}`)
    expect([copy.status, copy.headers['content-type']]).toEqual([200, 'audio/wav'])
    expect(copy.body.toString('latin1', 0, 4)).toBe('RIFF')
    expect(copy.body.length).toBeGreaterThan(44_100 * 4)
    const part = await get(`/media/${id}`, { range: 'bytes=1000-1999' })
    expect([part.status, part.body.equals(copy.body.subarray(1000, 2000))]).toEqual([206, true])
  })

  test.each(['999', '0', '-1', '1.5', 'a', '..%2fpage%2findex.html', '1%00', '9'.repeat(30)])(
    'there is no track %s',
    async id => {
      expect((await get(`/media/${id}`)).status).toBe(404)
    }
  )
})

test.runIf(process.platform === 'linux')('requests that are dropped leave no file open', async () => {
  const file = join(served.music, 'long.wav')
  writeWav(file, { seconds: 60 })
  const [long] = await addAndScan(served, served.music).then(ids => ids.slice(-1))
  const { hostname, port } = new URL(served.origin)
  const drop = async (): Promise<void> => {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => null)
    socket.write(
      `GET /media/${long!} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${served.cookie}\r\n\r\n`
    )
    await once(socket, 'data')
    socket.destroy()
  }
  for (let turn = 0; turn < 12; turn++) await Promise.all(Array.from({ length: 10 }, drop))
  const open = (): number =>
    readdirSync('/proc/self/fd').filter(one => {
      try {
        return readlinkSync(`/proc/self/fd/${one}`) === file
      } catch {
        return false
      }
    }).length
  await expect.poll(open, { timeout: 5000 }).toBe(0)
})

describe('where it listens', () => {
  test('beyond loopback only when told so', async () => {
    const options = {
      engine: served.engine,
      rendererFolder: served.folder,
      roots: [],
      port: 0,
      host: '0.0.0.0'
    }
    await expect(startServer(options)).rejects.toMatchObject({ code: 'no-access' })
    const open = await startServer({ ...options, beyondLoopback: true, hostNames: ['nas.local'] })
    const { port } = new URL(open.url)
    const origin = `http://127.0.0.1:${port}`
    expect((await ask(origin, '/', { headers: { host: `nas.local:${port}` } })).status).toBe(401)
    expect((await ask(origin, '/', { headers: { host: `other.local:${port}` } })).status).toBe(421)
    await open.close()
  })

  test('which addresses are loopback', () => {
    expect(['127.0.0.1', '127.3.2.1', '::1', 'localhost'].every(isLoopback)).toBe(true)
    expect(
      ['0.0.0.0', '::', '192.168.1.2', '127.0.0.1.evil.example', '1127.0.0.1', ''].some(isLoopback)
    ).toBe(false)
    expect(hostNames('127.0.0.1', 80, [])).toContain('localhost')
    expect(hostNames('127.0.0.1', 8080, [])).toEqual(['127.0.0.1:8080', 'localhost:8080', '[::1]:8080'])
  })

  test('a port that is taken is told, not thrown about', async () => {
    const port = Number(new URL(served.origin).port)
    const start = startServer({ engine: served.engine, rendererFolder: served.folder, roots: [], port })
    await expect(start).rejects.toThrow(/EADDRINUSE/)
  })
})
