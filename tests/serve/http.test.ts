import { once } from 'node:events'
import { hostname } from 'node:os'
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Access } from '../../src-main/serve/access.ts'
import { hostNames, isLoopback, reachableAt } from '../../src-main/serve/listening.ts'
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

describe('the code in the address', () => {
  const codeIn = (address: string): string => new URL(address).searchParams.get('code')!
  const enter = (code: string, method = 'GET'): Promise<Answer> =>
    ask(served.origin, `/?code=${code}`, { method })

  test('is 192 random bits, another one each time, and holds no token', () => {
    const addresses = [served.newAddress(), served.newAddress()]
    for (const address of addresses) {
      expect(address.startsWith(`${served.origin}/?code=`)).toBe(true)
      expect(Buffer.from(codeIn(address), 'base64url')).toHaveLength(24)
      expect(address).not.toContain(served.token)
    }
    expect(new Set(addresses).size).toBe(2)
  })

  test('is changed for a cookie once, and leaves the address', async () => {
    const code = codeIn(served.newAddress())
    const first = await enter(code)
    expect([first.status, first.headers.location, first.body.length]).toEqual([303, '/', 0])
    expect(first.headers['cache-control']).toBe('no-store')
    const [cookie] = first.headers['set-cookie']!
    expect(cookie).toMatch(/^earshot-\d+=[\w.-]+; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Strict$/)
    expect(cookie).not.toContain(served.token)
    expect((await get('/', { cookie: cookie!.split(';')[0]! })).status).toBe(200)
    const again = await enter(code)
    expect([again.status, again.headers['set-cookie']]).toEqual([401, undefined])
    // The browser that was let in may have kept the address.
    expect(await get(`/?code=${code}`)).toMatchObject({ status: 303, headers: { location: '/' } })
  })

  test('is not used up by whoever only looks ahead', async () => {
    const code = codeIn(served.newAddress())
    expect((await enter(code, 'HEAD')).status).toBe(401)
    expect((await enter(code)).status).toBe(303)
  })

  test('is good for ten minutes, its cookie for ninety days after the last visit', () => {
    let now = 1e12
    const access = new Access('a token', 80, [], () => now)
    const asked = (cookie: string) => ({ headers: { cookie: cookie.split(';')[0] } }) as IncomingMessage
    const [soon, late] = [access.newCode(), access.newCode()]
    now += 10 * 60_000
    expect(access.takeCode(soon)).toBe(true)
    now++
    expect(access.takeCode(late)).toBe(false)
    const cookie = asked(access.cookie())
    expect([access.hasCookie(cookie), access.freshCookie(cookie)]).toEqual([true, null])
    now += 89 * 24 * 3_600_000
    expect([access.hasCookie(cookie), access.freshCookie(cookie)]).toEqual([true, expect.any(String)])
    now += 2 * 24 * 3_600_000
    expect([access.hasCookie(cookie), access.freshCookie(cookie)]).toEqual([false, null])
    // The same server under the same token knows it after a start; one under another does not.
    const fresh = asked(access.cookie())
    expect(new Access('a token', 80, [], () => now).hasCookie(fresh)).toBe(true)
    expect(new Access('another', 80, [], () => now).hasCookie(fresh)).toBe(false)
    expect(new Access('a token', 81, [], () => now).hasCookie(fresh)).toBe(false)
  })

  test.each([
    '/',
    '/app.js',
    '/media/1',
    '/?code=',
    '/?code=wrong',
    '/?token=',
    '/?token=wrong',
    '/?other=1'
  ])('without it %s is shut', async path => {
    const answer = await ask(served.origin, path)
    expect(answer.status).toBe(401)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test('a cookie with another seal, or under another name, is none', async () => {
    const [name, value] = served.cookie.split('=') as [string, string]
    const [time, random, seal] = value.split('.')
    const wrong = [
      value.slice(1),
      `${time}.${random}`,
      `${time}1.${random}.${seal}`,
      `..${seal}`,
      served.token,
      ''
    ]
    for (const one of wrong) expect((await get('/', { cookie: `${name}=${one}` })).status).toBe(401)
    expect((await get('/', { cookie: `x${name}=${value}` })).status).toBe(401)
    expect((await get('/', { cookie: `a=b; ${name}=${value}; c=d` })).status).toBe(200)
  })
})

describe('the token', () => {
  test('lets a browser in, too, and a script by its header', async () => {
    const answer = await ask(served.origin, `/?token=${served.token}`)
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    expect(answer.headers['set-cookie']![0]).not.toContain(served.token)
    const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
    expect((await ask(served.origin, `/media/${track}`, bearer(served.token))).status).toBe(200)
    expect((await ask(served.origin, `/media/${track}`, bearer('wrong'))).status).toBe(401)
    expect((await ask(served.origin, '/playlists/', bearer(served.token))).status).toBe(200)
  })

  test('a wrong one in the address is not helped by a cookie', async () => {
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
  await expect.poll(open).toBe(0)
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
    const { port } = new URL(open.origin)
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

  test('on every address it goes by those of the machine, and by the names it was told', () => {
    const names = hostNames('0.0.0.0', 8080, ['Music.example'])
    expect(names).toEqual(expect.arrayContaining(['127.0.0.1:8080', `${hostname().toLowerCase()}:8080`]))
    expect(names).toContain('music.example:*')
    expect(reachableAt('0.0.0.0')).not.toBe('0.0.0.0')
    expect(reachableAt('192.168.1.2')).toBe('192.168.1.2')
  })

  test('behind a proxy it answers to its name, whatever the port', async () => {
    const behind = await startServer({
      engine: served.engine,
      rendererFolder: served.folder,
      roots: [],
      port: 0,
      hostNames: ['music.example']
    })
    const statusFor = async (host: string): Promise<number> =>
      (await ask(behind.origin, '/', { headers: { host } })).status
    expect(await Promise.all(['music.example', 'Music.example:8443'].map(statusFor))).toEqual([401, 401])
    const others = ['other.example', 'music.example.other', 'music.example:', ':8443']
    expect(await Promise.all(others.map(statusFor))).toEqual(others.map(() => 421))
    await behind.close()
  })

  test('a port that is taken is told, not thrown about', async () => {
    const port = Number(new URL(served.origin).port)
    const start = startServer({ engine: served.engine, rendererFolder: served.folder, roots: [], port })
    await expect(start).rejects.toMatchObject({
      code: 'bad-request',
      message: `Port ${port} is taken by another program: choose another, or 0 for any that is free.`
    })
  })
})
