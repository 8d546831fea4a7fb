import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the server behaves; a test changes it as it goes. */
interface Manners {
  /** `ignores`: the whole file whatever is asked. `wrong`: another place than asked. Default `honours`. */
  ranges?: 'honours' | 'ignores' | 'wrong'
  /** No entity tags: nobody can know whether the rest belongs to what is there. */
  untagged?: boolean
  /** Does not say how long a file is. */
  unsized?: boolean
  /** The line is cut after so many bytes of an answer, this many times. */
  cut?: { after: number; times: number }
  /** Falls silent after so many bytes of a file that has more. */
  silentAfter?: number
  /** Instead of a file. */
  status?: number
  type?: string
}

export interface FileServer {
  /** `http://127.0.0.1:port/` */
  address: string
  /** By path below the address. */
  files: Map<string, Buffer>
  manners: Manners
  /** Of each request for a file: where it was to begin; null: everything was asked for. */
  asked: { path: string; from: number | null }[]
  close(): Promise<void>
}

/** A server of files on loopback, as good or as bad as a test wants it. */
export async function openFileServer(): Promise<FileServer> {
  const found: Omit<FileServer, 'address' | 'close'> = { files: new Map(), manners: {}, asked: [] }
  const server: Server = createServer((request, response) => answer(found, request, response))
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return Object.assign(found, {
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise<void>(done => {
        server.closeAllConnections()
        server.close(() => done())
      })
  })
}

function answer(
  { files, manners, asked }: Omit<FileServer, 'address' | 'close'>,
  request: IncomingMessage,
  response: ServerResponse
): void {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://here').pathname.slice(1))
  const file = files.get(path)
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
  if (request.method !== 'HEAD') asked.push({ path, from: range ? Number(range[1]) : null })
  if (manners.status !== undefined || file === undefined) {
    response.writeHead(manners.status ?? 404).end()
    return
  }
  const tag = `"${createHash('sha256').update(file).digest('hex').slice(0, 16)}"`
  const headers: Record<string, string | number> = {
    'content-type': manners.type ?? 'application/octet-stream'
  }
  if (!manners.untagged) headers['etag'] = tag
  let from = 0
  let status = 200
  const same = request.headers['if-range'] === undefined || request.headers['if-range'] === tag
  if (range && same && manners.ranges !== 'ignores') {
    from = manners.ranges === 'wrong' ? 1 : Number(range[1])
    if (from >= file.length) {
      response.writeHead(416, { 'content-range': `bytes */${file.length}` }).end()
      return
    }
    status = 206
    headers['content-range'] = `bytes ${from}-${file.length - 1}/${file.length}`
  }
  if (!manners.unsized) headers['content-length'] = file.length - from
  response.writeHead(status, headers)
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  const { cut, silentAfter } = manners
  const body = file.subarray(from)
  if (cut && cut.times > 0) {
    cut.times--
    response.write(body.subarray(0, cut.after), () => setTimeout(() => response.destroy(), 150))
  } else if (silentAfter !== undefined && body.length > silentAfter)
    response.write(body.subarray(0, silentAfter))
  else response.end(body)
}
