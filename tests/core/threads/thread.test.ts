import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { serveThread, Thread, ThreadLost } from '../../../src-main/core/threads/index.ts'
import type { OddTasks } from './odd.worker.ts'

const odd = new URL('./odd.worker.ts', import.meta.url)
const open: Thread<OddTasks>[] = []
function thread(
  ...options: ConstructorParameters<typeof Thread> extends [URL, ...infer Rest] ? Rest : never
) {
  const made = new Thread<OddTasks>(odd, ...options)
  open.push(made)
  return made
}
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(open.splice(0).map(one => one.terminate()))
})

/** From here on the limits of this end run out when a test says so, however slow the machine is. */
const holdLimits = (): unknown => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })

/** A task that runs until it is cancelled, and 100 ms longer. Resolves when it has begun. */
async function winding(one: Thread<OddTasks>, signal: AbortSignal): Promise<{ stopped: Promise<string> }> {
  const begun = new Int32Array(new SharedArrayBuffer(4))
  const stopped = one.ask('wind', begun, { signal, untilStopped: true })
  await expect.poll(() => begun[0]).toBe(1)
  return { stopped }
}

describe('a task', () => {
  it('brings its answer, in a thread that was given its data', async () => {
    const one = thread({ data: { name: 'Ada' } })
    expect(await one.ask('startedWith', null)).toEqual({ name: 'Ada' })
    expect(await Promise.all([one.ask('echo', 1), one.ask('echo', [2])])).toEqual([1, [2]])
  })

  it('brings its failure with the code, and the thread goes on', async () => {
    const one = thread()
    await expect(one.ask('fail', 'ours')).rejects.toMatchObject({
      name: 'EarshotError',
      code: 'not-found',
      message: 'There is none.'
    })
    await expect(one.ask('fail', 'foreign')).rejects.toMatchObject({ code: 'internal', message: 'broken' })
    expect(await one.ask('echo', 1)).toBe(1)
  })

  it('fails where its input cannot be sent, and is not waited for', async () => {
    const one = thread()
    await expect(one.ask('echo', () => 1)).rejects.toThrow(/could not be cloned/)
    expect(one.waiting).toBe(0)
  })

  it('gets its own answer, whatever the order they come in', async () => {
    const one = new Thread<OddTasks>(new URL('./unordered.worker.ts', import.meta.url))
    const order: unknown[] = []
    const asked = ['a', 'b', 'c'].map(async input => {
      expect(await one.ask('echo', input)).toBe(input)
      order.push(input)
    })
    await Promise.all(asked)
    expect(order).toEqual(['c', 'b', 'a'])
    expect(one.waiting).toBe(0)
    await one.close()
  })

  it('knows whether others wait behind it', async () => {
    const one = thread()
    expect(await Promise.all([one.ask('others', null), one.ask('others', null)])).toEqual([true, false])
  })

  it('may give its buffers away', async () => {
    const one = thread()
    expect(await one.ask('bytes', null)).toEqual(new Uint8Array([1, 2, 3]))
    expect(await one.ask('bytesLeft', null)).toBe(0)
  })
})

it('takes notices without answering them', async () => {
  const one = thread()
  one.notify('changed')
  expect(await one.ask('notices', null)).toEqual(['changed'])
})

describe('cancelling', () => {
  it('rejects at once, ends what runs, and skips what waits', async () => {
    const one = thread()
    const stop = new AbortController()
    const { signal } = stop
    const asked = [one.ask('wait', null, { signal }), one.ask('exit', 1, { signal })]
    const after = one.ask('echo', 'after')
    stop.abort()
    for (const ask of asked) await expect(ask).rejects.toMatchObject({ code: 'cancelled' })
    expect(await after).toBe('after')
    await expect(one.ask('exit', 1, { signal })).rejects.toMatchObject({ code: 'cancelled' })
    expect(one.alive).toBe(true)
  })

  it('may wait until the thread has stopped', async () => {
    const one = thread()
    const stop = new AbortController()
    const { stopped } = await winding(one, stop.signal)
    const waiting = one.ask('wait', null, { signal: stop.signal, untilStopped: true })
    const cancelled = expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    stop.abort()
    expect(await stopped).toBe('stopped')
    await cancelled
  })
})

describe('a thread that is lost', () => {
  it('says how it ended, and which task it was at', async () => {
    const one = thread()
    const asked = await Promise.allSettled([one.ask('exit', 7), one.ask('echo', 1)])
    const [first, second] = asked.map(one => (one as PromiseRejectedResult).reason as ThreadLost)
    expect(first).toBeInstanceOf(ThreadLost)
    expect(first).toMatchObject({
      code: 'internal',
      loss: { how: 'ended', code: 7 },
      atWork: true,
      ended: true
    })
    expect(second).toMatchObject({ loss: { how: 'ended', code: 7 }, atWork: false })
    expect(one.alive).toBe(false)
    await expect(one.ask('echo', 1)).rejects.toMatchObject({ loss: { how: 'ended', code: 7 } })
  })

  it('says what it threw', async () => {
    const one = thread()
    await expect(one.ask('throwLater', 'out of the blue')).rejects.toMatchObject({
      loss: { how: 'threw', message: 'out of the blue' }
    })
  })

  it('is lost when it hangs, and ended before it is said, where that is wanted', async () => {
    const one = thread({ endsWithin: 5000 })
    expect(await one.ask('echo', 'is up')).toBe('is up')
    holdLimits()
    const hanging = one.ask('hang', null, { limit: 300 })
    const behind = one.ask('echo', 1, { limit: 300 })
    const lost = [
      expect(hanging).rejects.toMatchObject({ loss: { how: 'slow' }, atWork: true, ended: true }),
      expect(behind).rejects.toMatchObject({ atWork: false })
    ]
    vi.advanceTimersByTime(300)
    await Promise.all(lost)
    expect(one.alive).toBe(false)
  })

  it('has its time from when it is at a task, not from when that was asked', async () => {
    const one = thread()
    const stop = new AbortController()
    const { stopped } = await winding(one, stop.signal)
    holdLimits()
    const next = one.ask('echo', 1, { limit: 2000 })
    vi.advanceTimersByTime(60_000)
    stop.abort()
    expect(await stopped).toBe('stopped')
    expect(await next).toBe(1)
  })
})

describe('closing', () => {
  it('gives up what was asked and lets the thread end by itself', async () => {
    const one = thread({ data: { slow: 200 } })
    await one.ask('echo', 1)
    const waiting = expect(one.ask('wait', null)).rejects.toMatchObject({ code: 'cancelled' })
    const began = performance.now()
    await one.close()
    expect(performance.now() - began).toBeGreaterThan(150)
    await waiting
    await expect(one.ask('echo', 1)).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('may be forced on one that does not end', async () => {
    const one = thread({ data: { slow: 60_000 } })
    await one.ask('echo', 1)
    await one.close(100)
    expect(one.alive).toBe(false)
  })
})

describe('the answering end', () => {
  it('answers one after the other and skips what was cancelled while it waited', async () => {
    const { port1, port2 } = new MessageChannel()
    const order: unknown[] = []
    const replies: { ok: boolean; failure?: { code: string } }[] = []
    serveThread<{ note: [number, number] }>(port1, {
      note: input => {
        order.push(input)
        if (input === 1) port2.postMessage({ kind: 'cancel', id: 2 })
        throw new TypeError('broken')
      }
    })
    port2.on('message', reply => replies.push(reply as never))
    for (const id of [1, 2, 3]) port2.postMessage({ kind: 'ask', id, task: 'note', input: id })
    await expect.poll(() => replies.length).toBe(3)
    expect(order).toEqual([1, 3])
    expect(replies.map(({ ok, failure }) => (ok ? 'ok' : failure?.code))).toEqual([
      'internal',
      'cancelled',
      'internal'
    ])
    port2.close()
  })

  it('lets what is urgent in between, with the same answers, and nothing else', async () => {
    const { port1, port2 } = new MessageChannel()
    const order: string[] = []
    let opened = 0
    serveThread<{ long: [string, string]; quick: [string, string] }>(
      port1,
      async () => {
        const number = ++opened
        return {
          long: async (name, { pause }) => {
            if (name === 'first')
              for (const task of ['long', 'quick', 'quick'] as const)
                port2.postMessage({
                  kind: 'ask',
                  id: order.length + 10,
                  task,
                  input: order.push(`ask ${task}`) && task
                })
            for (let step = 0; step < 20; step++) await pause()
            order.push(`${name} by ${number}`)
            return name
          },
          quick: async (name, { pause }) => {
            await pause()
            order.push(`${name} by ${number}`)
            return name
          }
        }
      },
      { urgent: ['quick'] }
    )
    port2.on('message', () => undefined)
    port2.postMessage({ kind: 'ask', id: 1, task: 'long', input: 'first' })
    await expect.poll(() => order.length).toBe(7)
    expect(order.slice(3)).toEqual(['quick by 1', 'quick by 1', 'first by 1', 'long by 2'])
    port2.close()
  })

  it('may open what it answers with anew for each, and says why that fails', async () => {
    const { port1, port2 } = new MessageChannel()
    const replies: unknown[] = []
    let opened = 0
    serveThread<{ count: [null, number] }>(port1, async () => {
      if (++opened === 1) throw new TypeError('not yet')
      return { count: () => opened }
    })
    port2.on('message', reply => replies.push(reply))
    for (const id of [1, 2]) port2.postMessage({ kind: 'ask', id, task: 'count', input: null })
    await expect.poll(() => replies.length).toBe(2)
    expect(replies).toMatchObject([
      { id: 1, ok: false, failure: { message: 'not yet' } },
      { id: 2, ok: true, value: 2 }
    ])
    port2.close()
  })
})
