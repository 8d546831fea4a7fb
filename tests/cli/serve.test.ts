import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { commandLine, ended, startCommand, type Ended } from '../support/command-line.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot serve '))
const data = join(work, 'data')
const run = commandLine(work, data)
const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

interface Told {
  url: string
  origin: string
  tokenFile: string | null
}

/** Starts a server; gives what it printed, and how it ends. */
async function serve(...args: string[]): Promise<{ told: Told; child: ChildProcess; end: Promise<Ended> }> {
  const child = startCommand(work, data, ['serve', '--json', ...args])
  running.push(child)
  const end = ended(child)
  const told = Promise.withResolvers<Told>()
  let out = ''
  child.stdout?.on('data', text => {
    out += String(text)
    if (out.includes('\n}')) told.resolve(JSON.parse(out) as Told)
  })
  void end.then(({ err }) => told.reject(new Error(err)))
  return { told: await told.promise, child, end }
}

const statusOf = async (url: string, headers: Record<string, string> = {}): Promise<number> =>
  (await fetch(url, { redirect: 'manual', headers })).status

describe('serve', () => {
  it('lets one browser in by its address, and scripts by the token in its file', async () => {
    const { told, child, end } = await serve()
    expect(await statusOf(told.url)).toBe(303)
    expect(await statusOf(told.url)).toBe(401)
    expect(told.tokenFile).toBe(join(data, 'serve-token'))
    expect(statSync(told.tokenFile!).mode & 0o777).toBe(0o600)
    const token = readFileSync(told.tokenFile!, 'utf8').trim()
    expect(told.url).not.toContain(token)
    expect(await statusOf(`${told.origin}/playlists/`)).toBe(401)
    expect(await statusOf(`${told.origin}/playlists/`, { authorization: `Bearer ${token}` })).toBe(200)
    child.kill('SIGTERM')
    expect((await end).code).toBe(143)
  })

  it('knows a browser again after a start on the same port', async () => {
    const first = await serve()
    const { headers } = await fetch(first.told.url, { redirect: 'manual' })
    const cookie = headers.get('set-cookie')!.split(';')[0]!
    first.child.kill('SIGTERM')
    await first.end
    const { told } = await serve('--port', new URL(first.told.origin).port)
    expect(await statusOf(`${told.origin}/playlists/`, { cookie })).toBe(200)
  })

  it('lets others on the network try only where it is told to, and says so', async () => {
    const { told, child, end } = await serve('--host', '0.0.0.0', '--host-name', 'music.example')
    const { port } = new URL(told.origin)
    expect(told.origin).not.toContain('0.0.0.0')
    expect(await statusOf(`${told.origin}/`)).toBe(401)
    const asked = request({ port, headers: { host: 'music.example' } }).end()
    const [answered] = (await once(asked, 'response')) as [IncomingMessage]
    answered.resume()
    expect(answered.statusCode).toBe(401)
    child.kill('SIGTERM')
    expect((await end).err).toContain('Others on the network can reach it')
  })

  it.each([
    [['--host', 'nas.local'], '--host takes an address, and nas.local is none'],
    [['--host', '192.0.2.1'], 'This machine has no address 192.0.2.1.'],
    [['--host', '0.0.0.0', '--token', 'abcdefgh12345678'], 'it takes 32 to 512 letters']
  ])('refuses %j', async (args, why) => {
    const { code, out, err } = await run('serve', ...args)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(why)
  })

  it.each([
    ['--token', ''],
    ['--token', 'password'],
    ['--token-file', '/dev/null']
  ])('refuses %s "%s"', async (...args) => {
    const { code, out, err } = await run('serve', ...args)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('can be guessed')
  })

  it('serves the backups of a damaged library', async () => {
    await run('backup')
    truncateSync(join(data, 'earshot.db'), 0)
    const { told, child, end } = await serve()
    expect(await statusOf(told.url)).toBe(303)
    child.kill('SIGTERM')
    expect((await end).err).toContain('The window offers the backups')
  })
})

it('what npx started ends when npx does, though no signal reaches it', async () => {
  const starter = resolve(import.meta.dirname, '../../scripts/support/starter.mjs')
  const script = `import { endWithStarter } from ${JSON.stringify(`file://${starter}`)}
    endWithStarter()
    process.on('SIGTERM', () => { console.log('ended'); process.exit(0) })
    setInterval(() => undefined, 1000)
    console.log('started')`
  // As npx does: a shell between, which a signal ends alone.
  const shell = spawn('sh', ['-c', '"$0" --input-type=module -e "$1"; true', process.execPath, script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, npm_command: 'exec' }
  })
  const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toBe('started')
  shell.kill('SIGKILL')
  expect((await lines.next()).value).toBe('ended')
})
