import type { WebSocket } from 'ws'
import type { Caller } from '#contract/bridge.ts'
import { decodeWire, encodeWire } from '#contract/wire-codec.ts'
import type { Port } from '../engine/wire/ports.ts'
import { serveCaller } from '../engine/wire/rpc.ts'

/** Milliseconds between two heartbeats; a peer that sent nothing in between is gone. */
const heartbeat = 30_000

/** More than this waiting to be sent, bytes: the other end has stopped reading. */
const mostWaiting = 64 * 1024 * 1024

/** What the socket runs on. */
interface Line {
  readonly bytesRead: number
}

/** Offers the caller over one WebSocket until it closes. What is no message of the wire is answered, not feared. */
export function serveSocket(socket: WebSocket, caller: Caller, line: Line): void {
  keepAlive(socket, line)
  // What goes wrong on the line ends in `close`, which ends the service.
  socket.on('error', () => undefined)
  serveCaller(socketPort(socket), caller)
}

function socketPort(socket: WebSocket): Port {
  const post = (message: unknown): void => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > mostWaiting) return socket.terminate()
    socket.send(encodeWire(message))
  }
  return {
    post,
    listen: (onMessage, onClose) => {
      socket.on('message', (data, isBinary) => {
        const message = isBinary ? null : tryDecode(String(data))
        if (isMessage(message)) onMessage(message)
        else post(junkReply)
      })
      socket.on('close', onClose)
    }
  }
}

const junkReply = {
  kind: 'reply',
  id: 0,
  ok: false,
  error: { code: 'bad-request', message: 'That is no message of the wire.' }
} as const

function tryDecode(text: string): unknown {
  try {
    return decodeWire(text)
  } catch {
    return null
  }
}

/** Enough of a message to be answered under its id. */
function isMessage(message: unknown): boolean {
  return (
    typeof message === 'object' && message !== null && 'id' in message && Number.isSafeInteger(message.id)
  )
}

function keepAlive(socket: WebSocket, line: Line): void {
  let known = -1
  const timer = setInterval(() => {
    // The answer to a ping waits behind a long message that is on its way: whatever arrives is a sign of life.
    if (line.bytesRead === known) return socket.terminate()
    known = line.bytesRead
    socket.ping()
  }, heartbeat)
  timer.unref()
  socket.on('close', () => clearInterval(timer))
}
