import { createServer, type Server } from 'node:http'
import { WebSocketServer } from 'ws'
import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import { longestSocketMessage } from '#contract/wire-codec.ts'
import { Access, newToken } from './access.ts'
import { browserShell } from './browser-shell.ts'
import { answer, send, type Site } from './http-answers.ts'
import { hostNames, inAddress, isLoopback, reachableAt } from './listening.ts'
import { Roots } from './roots.ts'
import { serveSocket } from './socket.ts'

export interface ServerOptions {
  /** Stays the caller's own: closing the server does not close it. */
  engine: Caller
  /** The built page. */
  rendererFolder: string
  /** Folders a browser may look into and add. */
  roots: string[]
  /** 0 takes a free one. */
  port: number
  /** Default 127.0.0.1. Anything that is not loopback needs `beyondLoopback`. */
  host?: string
  beyondLoopback?: boolean
  /** More names it goes by: that of a proxy in front of it, or of the machine on its network. */
  hostNames?: string[]
  /** A new one by default. */
  token?: string
}

export interface RunningServer {
  /** `http://HOST:PORT` */
  origin: string
  /** An address that lets one browser in, within ten minutes; another one each time. */
  newAddress(): string
  /** Says goodbye to every page and stops listening. */
  close(): Promise<void>
}

const mostSockets = 32

/** Serves the window to browsers. Rejects when it would be reachable from elsewhere without having been told so. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { engine, rendererFolder, port, host = '127.0.0.1', token = newToken() } = options
  if (!isLoopback(host) && !options.beyondLoopback) {
    throw new EarshotError(
      'no-access',
      `${host} can be reached from other machines: ask for that explicitly.`
    )
  }
  const roots = new Roots(options.roots)
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 30_000 })
  const actualPort = await listen(server, port, host)
  const access = new Access(token, actualPort, hostNames(host, actualPort, options.hostNames ?? []))
  answerRequests(server, { access, engine, rendererFolder })
  const sockets = answerSockets(server, access, browserShell(engine, roots))
  const origin = `http://${inAddress(reachableAt(host))}:${actualPort}`
  return {
    origin,
    newAddress: () => `${origin}/?code=${access.newCode()}`,
    close: () => close(server, sockets)
  }
}

function answerRequests(server: Server, site: Site): void {
  server.on('request', (request, response) => {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    answer(site, request, gone.signal)
      .then(answered => send(answered, response))
      .catch(() => {
        if (!response.headersSent) response.writeHead(500)
        response.end()
      })
  })
}

function answerSockets(server: Server, access: Access, caller: Caller): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestSocketMessage })
  server.on('upgrade', (request, socket, head) => {
    const refusal =
      request.url !== '/socket'
        ? '404 Not Found'
        : !access.isOurHost(request)
          ? '421 Misdirected Request'
          : !access.isOurOrigin(request)
            ? '403 Forbidden'
            : !access.hasCookie(request)
              ? '401 Unauthorized'
              : sockets.clients.size >= mostSockets
                ? '503 Service Unavailable'
                : null
    socket.on('error', () => socket.destroy())
    if (refusal)
      return void socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
    sockets.handleUpgrade(request, socket, head, opened => serveSocket(opened, caller, request.socket))
  })
  return sockets
}

function listen(server: Server, port: number, host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const refused = (error: NodeJS.ErrnoException): void => reject(notListening(error, port, host))
  server.once('error', refused)
  server.listen(port, host, () => {
    server.off('error', refused)
    const address = server.address()
    resolve(typeof address === 'object' && address ? address.port : port)
  })
  return promise
}

function notListening(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const whys: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is taken by another program: choose another, or 0 for any that is free.`,
    EACCES: `Port ${port} is kept for the system: choose one above 1023.`,
    EADDRNOTAVAIL: `This machine has no address ${host}.`,
    ENOTFOUND: `${host} is no address of this machine.`
  }
  const why = whys[error.code ?? '']
  return why === undefined ? error : new EarshotError('bad-request', why)
}

async function close(server: Server, sockets: WebSocketServer): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  for (const socket of sockets.clients) socket.close(1001, 'Earshot was closed.')
  server.closeIdleConnections()
  // Who does not answer the goodbye, or is in the middle of a track, is cut off.
  const limit = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
  }, 1000)
  await closed
  clearTimeout(limit)
}
