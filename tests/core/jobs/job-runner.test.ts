import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Job } from '../../../src-main/contract/entities.ts'
import { EarshotError } from '../../../src-main/contract/errors.ts'
import { JobRunner } from '../../../src-main/core/jobs/index.ts'
import { Pace } from '../../../src-main/core/jobs/pace.ts'

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

afterEach(() => void vi.useRealTimers())

function gate(): { open: () => void; wait: Promise<void> } {
  let open: () => void = () => undefined
  const wait = new Promise<void>(resolve => (open = resolve))
  return { open, wait }
}

describe('a job', () => {
  it('takes every step once, not more at a time than asked, and counts outcomes', async () => {
    const runner = new JobRunner()
    const seen: number[] = []
    const failures: [number, string][] = []
    let atOnce = 0
    let most = 0
    const job = runner.start('scan', {
      question: numbers(500),
      concurrency: 7,
      step: async item => {
        most = Math.max(most, ++atOnce)
        await new Promise(resolve => setImmediate(resolve))
        atOnce--
        seen.push(item)
        if (item % 100 === 1) throw new EarshotError('unreadable-file', `Bad ${item}.`)
        return item % 10 === 0 ? 'skipped' : 'done'
      },
      onFailure: (item, failure) => failures.push([item, failure.message])
    })
    expect(job).toMatchObject({ state: 'running', kind: 'scan', done: 0, total: null })
    const end = await runner.settled(job.id)
    expect(end).toMatchObject({ state: 'done', total: 500, done: 445, skipped: 50, failed: 5, error: null })
    expect(seen.toSorted((a, b) => a - b)).toEqual(numbers(500))
    expect(most).toBe(7)
    expect(failures.toSorted()[0]).toEqual([1, 'Bad 1.'])
    expect(runner.list()).toEqual([end])
  })

  it('reads a question that is answered bit by bit, with skips, and finishes once', async () => {
    const runner = new JobRunner()
    const finished: boolean[] = []
    const job = runner.start('scan', {
      question: async function* (asking) {
        asking.skip(10)
        yield 1
        await new Promise(resolve => setImmediate(resolve))
        asking.skip(5)
        yield 2
      },
      concurrency: 4,
      step: async () => 'done',
      finish: complete => void finished.push(complete)
    })
    expect(await runner.settled(job.id)).toMatchObject({ total: 17, done: 2, skipped: 15, state: 'done' })
    expect(finished).toEqual([true])
  })

  it('tells progress at most ten times a second, and the end once and last', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const runner = new JobRunner()
    const told: Job[] = []
    const times: number[] = []
    runner.on(job => {
      told.push(job)
      times.push(performance.now())
    })
    const job = runner.start('analysis', {
      question: numbers(60),
      concurrency: 1,
      label: item => `item ${item}`,
      step: async () => {
        await new Promise(resolve => setTimeout(resolve, 5))
        return 'done'
      }
    })
    await vi.advanceTimersByTimeAsync(60 * 5)
    await runner.settled(job.id)
    const spaces = times.slice(1, -1).map((time, i) => time - times[i]!)
    expect(Math.min(...spaces)).toBeGreaterThanOrEqual(100)
    expect(told.filter(({ state }) => state === 'done')).toHaveLength(1)
    expect(told.at(-1)).toMatchObject({ state: 'done', done: 60, current: null, remaining: null })
    expect(told.some(({ current }) => current?.startsWith('item '))).toBe(true)
  })

  it('stops when cancelled: steps in work end, others do not begin, what is done is finished off', async () => {
    const runner = new JobRunner()
    const hold = gate()
    const begun: number[] = []
    const finished: boolean[] = []
    const job = runner.start('scan', {
      question: numbers(100),
      concurrency: 2,
      step: async (item, signal) => {
        begun.push(item)
        await hold.wait
        expect(signal.aborted).toBe(true)
        return 'done'
      },
      finish: complete => void finished.push(complete)
    })
    await new Promise(resolve => setImmediate(resolve))
    expect(runner.cancel(job.id)).toBe(true)
    hold.open()
    expect(await runner.settled(job.id)).toMatchObject({ state: 'cancelled', error: { code: 'cancelled' } })
    expect(begun).toEqual([0, 1])
    expect(finished).toEqual([false])
    expect(runner.cancel(job.id)).toBe(false)
  })

  it('is the only one of its kind', async () => {
    const runner = new JobRunner()
    const hold = gate()
    const plan = { question: [1], concurrency: 1, step: async () => hold.wait.then(() => 'done' as const) }
    const first = runner.start('scan', plan)
    expect(runner.start('scan', plan).id).toBe(first.id)
    const other = runner.start('analysis', plan)
    expect(other.id).not.toBe(first.id)
    hold.open()
    await Promise.all([runner.settled(first.id), runner.settled(other.id)])
    const again = runner.start('scan', plan)
    expect(again.id).toBeGreaterThan(other.id)
    await runner.settled(again.id)
    await expect(runner.settled(first.id)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('fails as a whole where every step would fail, or the question cannot be answered', async () => {
    const runner = new JobRunner()
    let steps = 0
    const full = runner.start('scan', {
      question: numbers(100),
      concurrency: 1,
      step: async () => {
        steps++
        throw new EarshotError('disk-full', 'Full.')
      }
    })
    expect(await runner.settled(full.id)).toMatchObject({
      state: 'failed',
      error: { code: 'disk-full' },
      failed: 0
    })
    expect(steps).toBe(1)
    const unanswered = runner.start('scan', {
      question: async function* () {
        yield 1
        throw new Error('no answer')
      },
      concurrency: 1,
      step: async () => 'done'
    })
    expect(await runner.settled(unanswered.id)).toMatchObject({
      state: 'failed',
      error: { code: 'internal', message: 'no answer' }
    })
    const unfinished = runner.start('scan', {
      question: [1],
      concurrency: 1,
      step: async () => 'done',
      finish: () => {
        throw new EarshotError('disk-full', 'Full.')
      }
    })
    expect(await runner.settled(unfinished.id)).toMatchObject({
      state: 'failed',
      error: { code: 'disk-full' }
    })
  })

  it('ends with the first failure where the steps are parts of one piece of work', async () => {
    const runner = new JobRunner()
    const seen: number[] = []
    const finished: boolean[] = []
    const job = runner.start('model-add', {
      question: numbers(10),
      concurrency: 1,
      whole: true,
      step: item => {
        seen.push(item)
        return item === 3 ? Promise.reject(new EarshotError('no-access', 'No.')) : Promise.resolve('done')
      },
      finish: complete => void finished.push(complete)
    })
    const end = await runner.settled(job.id)
    expect(end).toMatchObject({ state: 'failed', done: 3, failed: 0, error: { code: 'no-access' } })
    expect([seen, finished]).toEqual([[0, 1, 2, 3], [false]])
  })

  it('holds the lock while anything runs and starts nothing without it', async () => {
    let held = 0
    let taken = 0
    const hold = gate()
    const runner = new JobRunner({
      lock: () => {
        held++
        taken++
        return () => held--
      }
    })
    const plan = { question: [1], concurrency: 1, step: async () => hold.wait.then(() => 'done' as const) }
    const jobs = [runner.start('scan', plan), runner.start('analysis', plan)]
    expect([held, taken]).toEqual([1, 1])
    hold.open()
    await Promise.all(jobs.map(job => runner.settled(job.id)))
    expect([held, taken]).toEqual([0, 1])
    const refused = new JobRunner({
      lock: () => {
        throw new EarshotError('database-busy', 'Busy.')
      }
    })
    expect(() => refused.start('scan', plan)).toThrow('Busy.')
    expect(refused.list()).toEqual([])
  })

  it('drains on close', async () => {
    const runner = new JobRunner()
    let ended = false
    const [begun, hold] = [gate(), gate()]
    const job = runner.start('scan', {
      question: numbers(10),
      concurrency: 1,
      step: async () => {
        begun.open()
        await hold.wait
        ended = true
        return 'done'
      }
    })
    await begun.wait
    const closed = runner.close()
    hold.open()
    await closed
    expect(ended).toBe(true)
    expect(await runner.settled(job.id)).toMatchObject({ state: 'cancelled', done: 1 })
    expect(() => runner.start('scan', { question: [1], concurrency: 1, step: async () => 'done' })).toThrow(
      /closing/
    )
  })
})

describe('a listener that throws', () => {
  it('is told of, and neither the job nor the other listeners notice', async () => {
    const faults: unknown[] = []
    const runner = new JobRunner({ onFault: thrown => faults.push(thrown) })
    const seen: string[] = []
    runner.on(() => {
      throw new Error('broken')
    })
    runner.on(job => seen.push(job.state))
    const job = runner.start('scan', { question: [1, 2], concurrency: 1, step: async () => 'done' })
    expect(await runner.settled(job.id)).toMatchObject({ state: 'done', done: 2 })
    expect(seen.at(-1)).toBe('done')
    expect(faults).toHaveLength(seen.length)
  })
})

describe('pace', () => {
  it('is that of the recent past', () => {
    const pace = new Pace()
    pace.note(0, 0)
    expect(pace.perMinute()).toBeNull()
    pace.note(500, 100)
    expect(pace.perMinute()).toBeNull()
    for (let second = 1; second <= 100; second++) pace.note(second * 1000, 100 + second * 2)
    expect(pace.perMinute()).toBeCloseTo(120)
  })
})
