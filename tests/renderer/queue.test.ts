import { describe, expect, it, vi } from 'vitest'
import { anyOrder } from '../../src-renderer/state/player/order.ts'
import { Queue } from '../../src-renderer/state/player/queue.svelte.ts'
import { FakeBridge } from '../support/fake-bridge.ts'

const failed = vi.fn()
const idsOf = (queue: Queue): number[] => queue.entries.map(({ id }) => id)
const keysOf = (queue: Queue, ...ids: number[]): number[] =>
  queue.entries.filter(({ id }) => ids.includes(id)).map(({ key }) => key)

function queueOf(ids: number[], place = 0): Queue {
  const queue = new Queue(new FakeBridge(), failed)
  queue.start(ids, place)
  return queue
}

describe('the queue', () => {
  it('takes tracks next and last, and each step back', () => {
    const queue = queueOf([1, 2, 3])
    queue.playNext([7, 8])
    queue.add([9])
    expect(idsOf(queue)).toEqual([1, 7, 8, 2, 3, 9])
    queue.advance(false)
    queue.undo()
    expect([idsOf(queue), queue.current?.id]).toEqual([[1, 7, 8, 2, 3], 7])
    queue.undo()
    // What plays goes on, though it was not there before.
    expect([idsOf(queue), queue.current?.id]).toEqual([[1, 7, 2, 3], 7])
    expect(queue.advance(false)?.id).toBe(2)
    expect(queue.undoable).toBe(false)
  })

  it('keeps fewer steps of a whole library, and the last one always', () => {
    const all = Array.from({ length: 100_000 }, (_, at) => at + 1)
    const queue = queueOf(all)
    for (const start of [1, 2, 3]) queue.start(all, start)
    let steps = 0
    while (queue.undoable) {
      queue.undo()
      steps++
    }
    expect(steps).toBe(2)
    const larger = queueOf([...all, ...all, ...all])
    larger.start([1], 0)
    expect(larger.undoable).toBe(true)
  })

  it('can hold tracks before anything plays', () => {
    const queue = new Queue(new FakeBridge(), failed)
    queue.add([5, 6])
    expect(queue.current).toBeNull()
    expect(queue.advance(false)?.id).toBe(5)
  })

  it('moves several together, before another or to the end', () => {
    const queue = queueOf([1, 2, 3, 4, 5], 2)
    queue.move(keysOf(queue, 1, 4), keysOf(queue, 3)[0]!)
    expect(idsOf(queue)).toEqual([2, 1, 4, 3, 5])
    expect(queue.current?.id).toBe(3)
    queue.move(keysOf(queue, 2, 3), null)
    expect([idsOf(queue), queue.place]).toEqual([[1, 4, 5, 2, 3], 4])
    queue.undo()
    expect(idsOf(queue)).toEqual([2, 1, 4, 3, 5])
  })

  it('keeps what plays, whatever is taken out', () => {
    const queue = queueOf([1, 2, 3], 1)
    queue.remove(keysOf(queue, 1, 2))
    expect([idsOf(queue), queue.current?.id]).toEqual([[2, 3], 2])
    queue.clear()
    expect(idsOf(queue)).toEqual([2])
    queue.undo()
    queue.undo()
    expect([idsOf(queue), queue.place]).toEqual([[1, 2, 3], 1])
  })

  it('a list that took its place leads back to it, with what plays', () => {
    const queue = queueOf([1, 2, 3], 1)
    queue.start([8, 9], 0)
    queue.undo()
    expect([idsOf(queue), queue.current?.id]).toEqual([[1, 2, 8, 3], 8])
  })

  it('holds a track twice and tells the places apart', () => {
    const queue = queueOf([1, 1, 2], 1)
    queue.remove([queue.entries[0]!.key])
    expect([idsOf(queue), queue.place]).toEqual([[1, 2], 0])
  })

  it('repeats nothing, all or one; who asks for the next gets another', () => {
    const queue = queueOf([1, 2], 1)
    expect(queue.following(true)).toBeNull()
    queue.turnRepeat()
    expect(queue.repeat).toBe('all')
    expect(queue.following(true)?.id).toBe(1)
    queue.turnRepeat()
    expect([queue.following(true)?.id, queue.following(false)]).toEqual([2, null])
  })
})

describe('a queue that goes on', () => {
  const goesOn = (tracks: number, errors = {}): Queue => {
    const queue = new Queue(new FakeBridge({ tracks, errors }), failed)
    queue.start([1, 2], 0)
    return queue
  }

  it('adds what fits its last tracks where it ends, and nothing it has', async () => {
    const queue = goesOn(6)
    queue.setGoesOn(true)
    await queue.extend()
    expect(idsOf(queue)).toEqual([1, 2])
    queue.advance(true)
    await Promise.all([queue.extend(), queue.extend()])
    expect(idsOf(queue)).toEqual([1, 2, 3, 4, 5, 6])
    expect(queue.entries.map(({ byItself }) => byItself ?? false)).toEqual([
      false,
      false,
      true,
      true,
      true,
      true
    ])
    queue.go(5)
    await queue.extend()
    expect([queue.spent, queue.following(true)]).toEqual([true, null])
    queue.turnRepeat()
    await queue.extend()
    expect(queue.spent).toBe(false)
  })

  it('does not unless it is asked to, and says where it fails', async () => {
    const quiet = goesOn(6)
    quiet.advance(true)
    await quiet.extend()
    expect(idsOf(quiet)).toEqual([1, 2])
    failed.mockClear()
    const broken = goesOn(6, { 'drafts.goOn': 'model-missing' })
    broken.setGoesOn(true)
    broken.advance(true)
    await broken.extend()
    expect(failed).toHaveBeenCalledOnce()
  })
})

describe('a shuffle', () => {
  const many = Array.from({ length: 40 }, (_, at) => at + 1)

  it('leaves what was heard, takes in what was passed over, and gives all of it back', async () => {
    const queue = queueOf(many, 5)
    queue.advance(false)
    await queue.setShuffle('random')
    expect(idsOf(queue).slice(0, 2)).toEqual([6, 7])
    expect(queue.place).toBe(1)
    expect(idsOf(queue).sort((a, b) => a - b)).toEqual(many)
    expect(idsOf(queue)).not.toEqual(many)
    queue.playNext([99])
    await queue.setShuffle('off')
    expect(idsOf(queue)).toEqual([...many.slice(0, 7), 99, ...many.slice(7)])
    expect(queue.current?.id).toBe(7)
  })

  it('holds for the next list, which begins with the track that was chosen', async () => {
    const queue = queueOf([1, 2])
    await queue.setShuffle('random')
    queue.start(many, 9)
    expect([queue.place, idsOf(queue)[0]]).toEqual([0, 10])
    expect(new Set(idsOf(queue))).toEqual(new Set(many))
  })

  it('by sound asks for a way from what plays on, through the first thousand', async () => {
    const bridge = new FakeBridge()
    const queue = new Queue(bridge, failed)
    queue.start(
      Array.from({ length: 1500 }, (_, at) => at + 1),
      0
    )
    await queue.setShuffle('sound')
    const { ids, after } = bridge.calls[0]!.input as { ids: number[]; after: number }
    expect([bridge.calls[0]!.name, ids.length, after]).toEqual(['drafts.smooth', 1000, 1])
    expect(idsOf(queue).slice(1, 1001)).toEqual(ids.reverse())
    expect(queue.entries).toHaveLength(1500)
    queue.undo()
    expect(queue.shuffle).toBe('off')
    expect(idsOf(queue).slice(0, 3)).toEqual([1, 2, 3])
  })

  it('that fails is told, and what plays goes on in any order', async () => {
    const queue = new Queue(new FakeBridge({ errors: { 'drafts.smooth': 'model-missing' } }), failed)
    queue.start(many, 0)
    await queue.setShuffle('sound')
    expect(failed).toHaveBeenCalledOnce()
    expect(new Set(idsOf(queue))).toEqual(new Set(many))
  })

  it('draws every order', () => {
    let draw = 0
    const values = [0.99, 0.0]
    expect(anyOrder([1, 2, 3], () => values[draw++]!)).toEqual([2, 1, 3])
  })
})
