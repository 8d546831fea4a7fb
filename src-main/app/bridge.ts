import { ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import type { Caller } from '#contract/bridge.ts'
import { EarshotError, toFailure } from '#contract/errors.ts'
import { eventNames, type EventName } from '#contract/events.ts'
import { cancelChannel, eventChannel, requestChannel, type Outcome } from '#contract/preload.ts'
import { pageRequests, type RequestName } from '#contract/requests.ts'
import { isPage } from './security.ts'

/** `gated` is the engine behind the gate: it checks every input against the contract. */
export function openBridge(gated: Caller, window: () => BrowserWindow | null): void {
  const running = new Map<string, AbortController>()

  const answer = async (
    event: IpcMainInvokeEvent,
    name: RequestName,
    id: unknown,
    input: unknown
  ): Promise<Outcome> => {
    const controller = new AbortController()
    try {
      checkSender(event)
      if (!isId(id) || running.has(id))
        throw new EarshotError('bad-request', 'The call has no id of its own.')
      running.set(id, controller)
      return { ok: true, value: await gated.call(name, input as never, controller.signal) }
    } catch (thrown) {
      return { ok: false, error: toFailure(thrown) }
    } finally {
      if (isId(id) && running.get(id) === controller) running.delete(id)
    }
  }

  for (const name of pageRequests) {
    ipcMain.handle(requestChannel(name), (event, id: unknown, input: unknown) =>
      answer(event, name, id, input)
    )
  }
  ipcMain.on(cancelChannel, (event, id: unknown) => {
    if (isOurs(event) && isId(id)) running.get(id)?.abort()
  })
  for (const name of eventNames) gated.on(name, (value: unknown) => tell(window(), name, value))
}

/** Says something to the page; nobody listens when there is no window. */
export function tell(window: BrowserWindow | null, name: EventName, value: unknown): void {
  if (window && !window.isDestroyed()) window.webContents.send(eventChannel, name, value)
}

/** A frame inside the page, or a page that got in by a way nobody thought of, may not ask. */
function checkSender(event: IpcMainInvokeEvent): void {
  if (!isOurs(event)) throw new EarshotError('no-access', 'Only the window itself may ask.')
}

const isOurs = (event: IpcMainEvent | IpcMainInvokeEvent): boolean =>
  event.senderFrame !== null && event.senderFrame.parent === null && isPage(event.senderFrame.url)

const isId = (id: unknown): id is string => typeof id === 'string' && id.length > 0 && id.length <= 64
