import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import type { EventName } from '#contract/events.ts'
import { electronPort, threadPort } from '../../../src-main/engine/wire/ports.ts'
import { callerOver, serveCaller } from '../../../src-main/engine/wire/rpc.ts'

const open: MessagePort[] = []
afterEach(() => {
  for (const port of open.splice(0)) port.close()
})

/** A caller that answers as told, and says events by hand. */
function madeCaller(answer: (name: string, input: unknown, signal?: AbortSignal) => unknown) {
  const listeners = new Map<EventName, Set<(value: unknown) => void>>()
  const caller = {
    call: async (name: string, input: unknown, signal?: AbortSignal) => answer(name, input, signal),
    on: (name: EventName, listener: (value: unknown) => void) => {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener))
      return () => listeners.get(name)?.delete(listener)
    }
  } as Caller
  const say = (name: EventName, value: unknown): void =>
    listeners.get(name)?.forEach(listener => listener(value))
  const heard = (): number => [...listeners.values()].reduce((total, set) => total + set.size, 0)
  return { caller, say, heard }
}

function wire(answer: Parameters<typeof madeCaller>[0]) {
  const { port1, port2 } = new MessageChannel()
  open.push(port1, port2)
  const made = madeCaller(answer)
  const stop = serveCaller(threadPort(port1), made.caller)
  return { ...made, stop, client: callerOver(threadPort(port2)), near: port2, far: port1 }
}

/** The next message that arrives on a port. */
const next = (port: MessagePort): Promise<unknown> => new Promise(resolve => port.once('message', resolve))

const never = (): Promise<never> => new Promise(() => undefined)

describe('a call', () => {
  it('brings back the value', async () => {
    const { client } = wire((name, input) => [name, input])
    expect(await client.call('library.track', { id: 7 })).toEqual(['library.track', { id: 7 }])
  })

  it('brings back the error with its code', async () => {
    const { client } = wire(() => {
      throw new EarshotError('not-found', 'There is no track 7.')
    })
    await expect(client.call('library.track', { id: 7 })).rejects.toMatchObject({
      name: 'EarshotError',
      code: 'not-found',
      message: 'There is no track 7.'
    })
  })

  it('turns a foreign error into `internal`', async () => {
    const { client } = wire(() => {
      throw new TypeError('x is undefined')
    })
    await expect(client.call('jobs.list', {})).rejects.toMatchObject({ code: 'internal' })
  })

  it('answers each with its own, whatever the order', async () => {
    const gates = new Map<unknown, (value: unknown) => void>()
    const { client } = wire(
      (_name, input) => new Promise(resolve => gates.set((input as { id: number }).id, resolve))
    )
    const first = client.call('library.track', { id: 1 })
    const second = client.call('library.track', { id: 2 })
    await expect.poll(() => gates.size).toBe(2)
    gates.get(2)?.('two')
    gates.get(1)?.('one')
    expect(await Promise.all([first, second])).toEqual(['one', 'two'])
  })

  it('moves typed arrays and keeps views into larger buffers whole', async () => {
    const whole = new Uint32Array([1, 2, 3])
    const view = new Float32Array(8).fill(5).subarray(2, 4)
    const { client } = wire(() => ({ whole, view }))
    const answer = (await client.call('search.heat', { id: 1, text: '' })) as unknown as Record<
      string,
      unknown
    >
    expect(answer['whole']).toEqual(new Uint32Array([1, 2, 3]))
    expect(answer['view']).toEqual(new Float32Array([5, 5]))
    expect(whole.length).toBe(0)
    expect(view.length).toBe(2)
  })

  it('fails rather than waits when the value cannot be sent', async () => {
    const { client } = wire(() => () => 'a function')
    await expect(client.call('jobs.list', {})).rejects.toMatchObject({ code: 'internal' })
  })

  it('fails at once when the input cannot be sent', async () => {
    const { client } = wire(() => null)
    const input = { id: () => 1 } as unknown as { id: number }
    await expect(client.call('library.track', input)).rejects.toMatchObject({ code: 'bad-request' })
  })
})

describe('cancelling', () => {
  it('rejects here and aborts there', async () => {
    const aborted = Promise.withResolvers<undefined>()
    const started = Promise.withResolvers<undefined>()
    const { client } = wire((_name, _input, signal) => {
      started.resolve(undefined)
      signal?.addEventListener('abort', () => aborted.resolve(undefined))
      return never()
    })
    const controller = new AbortController()
    const call = client.call('jobs.list', {}, controller.signal)
    await started.promise
    controller.abort()
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    await aborted.promise
  })

  it('does not send what is cancelled before', async () => {
    let calls = 0
    const { client } = wire(() => calls++)
    await expect(client.call('jobs.list', {}, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled'
    })
    await client.call('jobs.list', {})
    expect(calls).toBe(1)
  })
})

describe('closing', () => {
  it('rejects what is waiting and what comes later', async () => {
    const { client, far } = wire(never)
    const call = client.call('jobs.list', {})
    far.close()
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    await expect(client.call('jobs.list', {})).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('aborts what runs for a client that went away, and stops telling it', async () => {
    const aborted = Promise.withResolvers<undefined>()
    const { client, near, heard } = wire((_name, _input, signal) => {
      signal?.addEventListener('abort', () => aborted.resolve(undefined))
      near.close()
      return never()
    })
    client.call('jobs.list', {}).catch(() => undefined)
    await aborted.promise
    await expect.poll(heard).toBe(0)
  })
})

it('passes events on until nobody listens', async () => {
  const { client, say } = wire(() => null)
  const seen: unknown[] = []
  const off = client.on('library.changed', value => seen.push(value))
  await client.call('jobs.list', {})
  say('library.changed', { tracks: 1, analysed: 0 })
  await expect.poll(() => seen).toEqual([{ tracks: 1, analysed: 0 }])
  off()
  say('library.changed', { tracks: 2, analysed: 0 })
  await client.call('jobs.list', {})
  expect(seen).toHaveLength(1)
})

describe('junk', () => {
  it.each([
    ['no name', { kind: 'request', id: 1 }, 'bad-request'],
    ['a name that is no text', { kind: 'request', id: 1, name: {} }, 'bad-request'],
    ['an unknown name', { kind: 'request', id: 1, name: 'library.burn' }, 'unknown-request'],
    ['a name of the prototype', { kind: 'request', id: 1, name: 'constructor' }, 'unknown-request'],
    ['an unknown kind', { kind: 'order', id: 1 }, 'bad-request']
  ])('with an id is refused: %s', async (_what, message, code) => {
    const { near } = wire(() => 'done')
    near.postMessage(message)
    expect(await next(near)).toMatchObject({ kind: 'reply', id: 1, ok: false, error: { code } })
  })

  it.each([
    [null],
    [7],
    ['text'],
    [[]],
    [{}],
    [{ kind: 'request', id: 'one' }],
    [{ kind: 'request', id: -1 }]
  ])('without an id is ignored: %j', async message => {
    const { near } = wire(() => 'done')
    near.postMessage(message)
    near.postMessage({ kind: 'cancel', id: 99 })
    near.postMessage({ kind: 'request', id: 5, name: 'jobs.list', input: {} })
    expect(await next(near)).toEqual({ kind: 'reply', id: 5, ok: true, value: 'done' })
  })

  it('cannot use the id of a request that still runs', async () => {
    const { near } = wire(never)
    near.postMessage({ kind: 'request', id: 1, name: 'jobs.list', input: {} })
    near.postMessage({ kind: 'request', id: 1, name: 'jobs.list', input: {} })
    expect(await next(near)).toMatchObject({ id: 1, ok: false, error: { code: 'bad-request' } })
  })

  it('from the engine is ignored, and a strange error becomes `internal`', async () => {
    const { port1, port2 } = new MessageChannel()
    open.push(port1, port2)
    const client = callerOver(threadPort(port2))
    const call = client.call('jobs.list', {})
    for (const message of [null, 'x', { kind: 'reply', id: 77, ok: true }, { kind: 'event', name: 5 }]) {
      port1.postMessage(message)
    }
    port1.postMessage({ kind: 'reply', id: 1, ok: false, error: { code: 'made-up', message: 9 } })
    await expect(call).rejects.toMatchObject({ code: 'internal' })
  })
})

it('speaks over Electron ports, whose messages are wrapped', async () => {
  const received: unknown[] = []
  let receive: (event: { data: unknown }) => void = () => undefined
  const made = madeCaller(() => 'done')
  serveCaller(
    electronPort({
      postMessage: message => received.push(message),
      on: (name, listener) => {
        if (name === 'message') receive = listener as typeof receive
      }
    }),
    made.caller
  )
  receive({ data: { kind: 'request', id: 3, name: 'jobs.list', input: {} } })
  await expect.poll(() => received).toEqual([{ kind: 'reply', id: 3, ok: true, value: 'done' }])
})
