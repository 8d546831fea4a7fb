import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createEngine, type Engine } from '../../src-main/engine/engine.ts'
import { newToken } from '../../src-main/serve/access.ts'
import { startServer, type RunningServer, type ServerOptions } from '../../src-main/serve/server.ts'

const root = resolve(import.meta.dirname, '../..')

export interface Served extends RunningServer {
  engine: Engine
  /** For this test alone; `music` in it is the server's only root. */
  folder: string
  music: string
  host: string
  token: string
  /** What a browser sends once it has been let in. */
  cookie: string
  /** The next page opens as for somebody who has not searched yet, and not where the last one was. */
  forgetView(): Promise<unknown>
  stop(): Promise<void>
}

/** A real engine on an empty library behind a real server on a free port of loopback. */
export async function serveLibrary(options: Partial<ServerOptions> = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-serve-'))
  const music = join(folder, 'music')
  mkdirSync(music)
  const rendererFolder = options.rendererFolder ?? pageIn(folder)
  const engine = await createEngine({
    dataFolder: join(folder, 'data'),
    modelsFolder: join(root, 'models'),
    analyseAfterScan: false
  })
  const token = newToken()
  const server = await startServer({ engine, roots: [music], port: 0, token, ...options, rendererFolder })
  const { host } = new URL(server.origin)
  return {
    ...server,
    engine,
    folder,
    music,
    host,
    token,
    cookie: await cookieOf(server),
    forgetView: () => engine.call('window.keep', { view: { place: 'library', search: '', playlist: null } }),
    stop: async () => {
      await server.close()
      await engine.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}

/** A browser comes in. */
async function cookieOf({ origin, newAddress }: RunningServer): Promise<string> {
  const { headers } = await ask(origin, newAddress().slice(origin.length))
  return headers['set-cookie']![0]!.split(';')[0]!
}

/** A page small enough to be seen through. */
function pageIn(folder: string): string {
  const page = join(folder, 'page')
  mkdirSync(page)
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Earshot</title>')
  writeFileSync(join(page, 'app.js'), '1')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  return page
}

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A request that may say anything in its headers and its address, as fetch may not. */
export function ask(
  origin: string,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {}
): Promise<Answer> {
  const { hostname, port } = new URL(origin)
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const outgoing = request({ hostname, port, path, method, headers }, answer => {
    const parts: Buffer[] = []
    answer.on('data', (part: Buffer) => parts.push(part))
    answer.on('end', () =>
      resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts) })
    )
  })
  outgoing.on('error', reject)
  outgoing.end()
  return promise
}

/** The engine's answer once its jobs have ended. */
export async function addAndScan(served: Served, path: string): Promise<number[]> {
  const { promise, resolve } = Promise.withResolvers<null>()
  const off = served.engine.on('job', job => {
    if (job.kind === 'scan' && job.state !== 'running') resolve(null)
  })
  await served.engine.call('library.addFolders', { paths: [path] })
  await promise
  off()
  const { ids } = await served.engine.call('library.list', { sort: 'path', descending: false })
  return [...ids]
}
