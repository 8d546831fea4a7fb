import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import { eventNames, type EventName, type Events } from '#contract/events.ts'
import { Listeners } from '#contract/listeners.ts'
import { bridgeGlobal, mediaScheme } from '#contract/names.ts'
import {
  cancelChannel,
  eventChannel,
  namesArgument,
  requestChannel,
  type Outcome,
  type PreloadBridge
} from '#contract/preload.ts'
import type { RequestName } from '#contract/requests.ts'

const names = new Set(
  process.argv
    .find(word => word.startsWith(namesArgument))
    ?.slice(namesArgument.length)
    .split(',')
)
const listeners = new Listeners()
// After a reload the ids must differ from those of calls that still run.
const session = crypto.randomUUID()
let calls = 0

function call(name: RequestName, input: unknown, hold?: (cancel: () => void) => void): Promise<Outcome> {
  if (!names.has(name)) {
    const message = `There is no request called "${name}".`
    return Promise.resolve({ ok: false, error: { code: 'unknown-request', message } })
  }
  const id = `${session}:${++calls}`
  const outcome = ipcRenderer.invoke(requestChannel(name), id, input) as Promise<Outcome>
  // After the call has been sent: a cancel that came first would find nothing.
  hold?.(() => ipcRenderer.send(cancelChannel, id))
  return outcome
}

function on<E extends EventName>(name: E, listener: (value: Events[E]) => void): () => void {
  if (!eventNames.includes(name)) throw new Error(`There is no event called "${name}".`)
  return listeners.on(name, listener)
}

ipcRenderer.on(eventChannel, (_event: IpcRendererEvent, name: EventName, value: unknown) =>
  listeners.tell(name, value as never)
)

contextBridge.exposeInMainWorld(bridgeGlobal, {
  shape: 'electron',
  call,
  on,
  pathOf: file => webUtils.getPathForFile(file) || null,
  mediaUrl: trackId => `${mediaScheme}://track/${trackId}`
} satisfies PreloadBridge)
