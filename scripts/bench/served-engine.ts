import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import type { Caller } from '#contract/bridge.ts'
import { decodeWire, encodeWire } from '../../src-main/contract/wire-codec.ts'
import { callerOver } from '../../src-main/engine/wire/rpc.ts'

const root = resolve(import.meta.dirname, '../..')

/** `earshot serve`, as a person starts it in a clone, and a page's connection to it. */
export interface ServedEngine {
  engine: Caller
  pid: number
  close(): Promise<void>
}

/** `edition`: the folder of another checkout that is asked instead of this one. */
export async function openServedEngine(dataFolder: string, edition = root): Promise<ServedEngine> {
  const script = join(edition, 'scripts/earshot.mjs')
  const server = spawn(process.execPath, [script, '--data', dataFolder, 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
  const address = new URL(line.slice(line.indexOf('http')))
  const letIn = await fetch(address, { redirect: 'manual' })
  const cookie = letIn.headers.getSetCookie().map(one => one.split(';')[0]!)[0]!
  const headers = { origin: address.origin, cookie }
  const socket = new WebSocket(`ws://${address.host}/socket`, { headers })
  await once(socket, 'open')
  const engine = callerOver({
    post: message => socket.send(encodeWire(message)),
    listen: (onMessage, onClose) => {
      socket.on('message', data => onMessage(decodeWire(String(data))))
      socket.on('close', onClose)
    }
  })
  return {
    engine,
    pid: server.pid!,
    close: async () => {
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
    }
  }
}
