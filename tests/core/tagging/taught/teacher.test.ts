import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mark, Suggestion } from '#contract/tagging.ts'
import { taughtStatements } from '../../../../src-main/core/database/statements/taught.ts'
import type { TaughtStatements } from '../../../../src-main/core/database/statements/taught.ts'
import { TaughtBook } from '../../../../src-main/core/tagging/taught/book.ts'
import { Teacher } from '../../../../src-main/core/tagging/taught/teacher.ts'
import { taughtHandlers } from '../../../../src-main/engine/features/tags/taught.ts'
import { TaughtAnswers, type TaughtTasks } from '../../../../src-main/core/tagging/taught/answers.ts'
import { asking } from '../../../support/asking.ts'
import { MadeLibrary } from '../../search/made-library.ts'

const pause = async (): Promise<void> => undefined
let made: MadeLibrary
let statements: TaughtStatements
let teacher: Teacher
const pianos: number[] = []
const others: number[] = []

beforeEach(() => {
  made = new MadeLibrary()
  pianos.length = others.length = 0
  for (let i = 0; i < 12; i++) {
    const shade = ['sad', 'calm', 'harp', 'bell'][i % 4]!
    pianos.push(made.add({ artist: 'P', album: `piano ${i}`, sounds: [`piano ${shade}`, 'piano'] }))
    others.push(made.add({ artist: 'O', album: `other ${i}`, sounds: [`metal ${shade} drums`, 'drums'] }))
    others.push(made.add({ artist: 'O', album: `more ${i}`, sounds: [`rain ${shade}`, 'noise'] }))
  }
  statements = taughtStatements(made.db)
  teacher = new Teacher(made.searcher.library, made.searcher.phrases)
})
afterEach(() => made.close())

const teach = (name: string, yes: number[], no: number[] = []): number => {
  const id = statements.create(name, 1)
  for (const [mark, ids] of [
    ['yes', yes],
    ['no', no]
  ] as [Mark, number[]][])
    statements.mark(id, ids, mark, 1)
  return id
}

describe('a taught tag', () => {
  it('finds the rest of what its examples are, and puts it above the line', async () => {
    const id = teach('Sunday kitchen', pianos.slice(0, 4), others.slice(0, 4))
    const answer = await teacher.answer({ id, limit: 100, skip: [] }, pause)
    expect(new Set(answer.tracks.slice(0, 12).map(track => track.id))).toEqual(new Set(pianos))
    expect(answer.tag.reliability).toMatchObject({ source: 'examples', examples: 4 })
    // The eight pianos nobody has marked count as wrong ones here: what is said is rather too low.
    expect(answer.tag.reliability!.auc).toBeGreaterThan(0.7)
    expect(answer.cut).toBeGreaterThanOrEqual(10)
    expect(answer.cut).toBeLessThanOrEqual(14)
    expect(answer.tracks[0]!.moment).not.toBeNull()
    expect(answer.tracks.find(track => track.id === pianos[0])!.mark).toBe('yes')
  })

  it('goes by its name before it has examples, and has no line then', async () => {
    const id = teach('piano', [])
    const answer = await teacher.answer({ id, limit: 12, skip: [] }, pause)
    expect(new Set(answer.tracks.map(track => track.id))).toEqual(new Set(pianos))
    expect(answer).toMatchObject({ cut: 0, tag: { reliability: null, found: null } })
  })

  it('asks about unmarked tracks, and not about those that were skipped', async () => {
    const id = teach('Sunday kitchen', pianos.slice(0, 3))
    const first = (await teacher.answer({ id, limit: 10, skip: [] }, pause)).ask.map(track => track.id)
    expect(first.length).toBeGreaterThan(2)
    for (const one of pianos.slice(0, 3)) expect(first).not.toContain(one)
    const second = (await teacher.answer({ id, limit: 10, skip: first }, pause)).ask
    for (const { id: one } of second) expect(first).not.toContain(one)
  })

  it('can be searched for by its name', async () => {
    teach('Sunday kitchen', pianos.slice(0, 4), others.slice(0, 4))
    const { library } = made.searcher
    library.taught = (name, wait) => teacher.carriers(name, wait)
    const find = async (text: string): Promise<number[]> =>
      (await made.searcher.query({ text, limit: 100, all: false }, pause)).hits.map(({ id }) => id)
    const fits = await find('taught:"SUNDAY kitchen"')
    expect(fits.filter(id => pianos.includes(id)).length).toBeGreaterThanOrEqual(10)
    const rest = await find('-taught:"Sunday kitchen"')
    expect([...fits, ...rest].sort((a, b) => a - b)).toEqual([...pianos, ...others].sort((a, b) => a - b))
    statements.mark(1, [fits[0]!], 'no', 2)
    expect(await find('taught:"Sunday kitchen"')).not.toContain(fits[0])
  })

  it('is carried by what is marked yes and by what is above its line, which is known once it was learnt', async () => {
    teach('Sunday kitchen', pianos.slice(0, 4), others.slice(0, 4))
    const ids = [...pianos, ...others]
    const carriers = async (wait: boolean): Promise<Map<number, Suggestion>> =>
      new Map(
        [...(await teacher.carried(ids, wait, pause))].flatMap(([id, [one]]) => (one ? [[id, one]] : []))
      )
    expect([...(await carriers(false)).keys()]).toEqual(pianos.slice(0, 4))
    const learnt = await carriers(true)
    for (const id of pianos.slice(0, 4))
      expect(learnt.get(id)).toMatchObject({ score: 1, sure: true, reliability: { source: 'marked' } })
    const found = pianos.slice(4).flatMap(id => learnt.get(id) ?? [])
    expect(found.length).toBeGreaterThanOrEqual(6)
    const { reliability } = teacher.list()[0]!
    for (const one of found) {
      expect(one).toMatchObject({ term: 'Sunday kitchen', group: 'taught', reliability })
      expect(one.sure).toBe((reliability!.precision ?? 0) >= 0.7)
      expect(one.moment).not.toBeNull()
    }
    for (const id of others.slice(0, 4)) expect(learnt.has(id)).toBe(false)
    expect((await carriers(false)).size).toBe(learnt.size)
  })

  it('does not ask about speech and noise, unless an example is such', async () => {
    const spoken = Array.from({ length: 6 }, (_, i) =>
      made.add({
        album: `speech ${i}`,
        sounds: [`piano ${['sad', 'calm', 'harp'][i % 3]!}`, 'bass'],
        music: 0.2
      })
    )
    made.searcher.library.refresh()
    const id = teach('Sunday kitchen', pianos.slice(0, 3), others.slice(0, 3))
    const { tracks } = await teacher.answer({ id, limit: 100, skip: [] }, pause)
    expect(tracks.map(track => track.id)).toEqual(expect.arrayContaining(spoken))
    const asked = async (): Promise<number[]> =>
      (await teacher.answer({ id, limit: 10, skip: [...pianos, ...others.slice(3)] }, pause)).ask.map(
        one => one.id
      )
    expect(await asked()).toEqual([])
    statements.mark(id, [spoken[0]!], 'yes', 2)
    expect((await asked()).filter(one => spoken.includes(one)).length).toBeGreaterThan(0)
  })

  it('hears a track anew once it was analysed anew', async () => {
    const id = teach('Sunday kitchen', pianos.slice(0, 4), others.slice(0, 4))
    const best = async (): Promise<number[]> =>
      (await teacher.answer({ id, limit: 12, skip: [] }, pause)).tracks.map(track => track.id)
    expect(await best()).toContain(pianos[11])
    made.analyse(pianos[11]!, ['metal drums', 'drums'])
    made.searcher.library.refresh()
    expect(await best()).not.toContain(pianos[11])
  })

  it('learns anew when a mark changes', async () => {
    const id = teach('x', pianos.slice(0, 4))
    const before = await teacher.answer({ id, limit: 5, skip: [] }, pause)
    statements.mark(id, pianos.slice(0, 4), 'no', 2)
    statements.mark(id, others.filter((_, i) => i % 2 === 0).slice(0, 4), 'yes', 2)
    const after = await teacher.answer({ id, limit: 5, skip: [] }, pause)
    expect(pianos).toContain(before.tracks[0]!.id)
    expect(pianos).not.toContain(after.tracks[0]!.id)
    expect([...(await teacher.carriers('X', pause))!]).not.toContain(pianos[0])
  })
})

describe('the list', () => {
  it('comes without learning, knows more once it has caught up, and keeps older figures after a mark', async () => {
    const id = teach('Sunday kitchen', pianos.slice(0, 4), others.slice(0, 4))
    teach('rain', [])
    expect(teacher.list()).toMatchObject([
      { name: 'rain', learning: true },
      { name: 'Sunday kitchen', yes: 4, no: 4, reliability: null, found: null, learning: true }
    ])
    expect(await teacher.catchUp(pause, () => true)).toBe(2)
    expect(teacher.list().every(tag => tag.learning)).toBe(true)
    expect(await teacher.catchUp(pause, () => false)).toBe(1)
    expect(await teacher.catchUp(pause, () => false)).toBe(0)
    const [rain, kitchen] = teacher.list()
    expect(rain).toMatchObject({ reliability: null, found: null, learning: false })
    expect(kitchen).toMatchObject({ reliability: { source: 'examples' }, learning: false })
    expect(kitchen!.found).toBeGreaterThan(4)
    const { tag } = await teacher.answer({ id, limit: 1, skip: [] }, pause)
    expect(tag).toMatchObject({ found: kitchen!.found, reliability: kitchen!.reliability })
    statements.mark(id, [pianos[5]!], 'yes', 2)
    expect(teacher.list()[1]).toMatchObject({ yes: 5, found: kitchen!.found, learning: true })
  })

  it('is caught up behind the first answer, and told once', async () => {
    teach('Sunday kitchen', pianos.slice(0, 4))
    teach('rain', [])
    const { answers } = new TaughtAnswers(made.searcher)
    const asks: string[] = []
    let told = (): void => undefined
    const learnt = new Promise<void>(done => (told = done))
    const handlers = taughtHandlers({
      book: new TaughtBook(statements, () => null),
      search: {
        ask: async (kind, input) => {
          asks.push(kind)
          return (await answers[kind as keyof TaughtTasks](input as never, asking)) as never
        }
      },
      changed: () => undefined,
      learnt: () => told()
    })
    const { signal } = new AbortController()
    const first = await handlers['taught.list']({ wait: false }, signal)
    expect(first.every(tag => tag.learning)).toBe(true)
    await learnt
    const second = await handlers['taught.list']({ wait: false }, signal)
    expect(second.some(tag => tag.learning)).toBe(false)
    expect(asks).toEqual(['taught-list', 'taught-learn', 'taught-learn', 'taught-list'])
    teach('bells', [])
    const waited = await handlers['taught.list']({ wait: true }, signal)
    expect(waited.some(tag => tag.learning)).toBe(false)
  })
})

it('does not ask again about what was skipped, until nothing else is left', async () => {
  const id = teach('Sunday kitchen', pianos.slice(0, 3))
  const { answers } = new TaughtAnswers(made.searcher)
  const asked = async (skip: number[]): Promise<number[]> => {
    const answer = await answers['taught-answer']({ id, limit: 1, skip }, asking)
    return answer.ask.map(one => one.id)
  }
  const first = await asked([])
  await asked(first)
  for (const one of await asked([])) expect(first).not.toContain(one)
  const unmarked = [...pianos.slice(3), ...others]
  expect((await asked(unmarked.slice(0, -1))).every(one => one === unmarked.at(-1))).toBe(true)
  expect(await asked(unmarked)).toEqual([])
  expect(await asked([])).toEqual(first)
})

describe('requests', () => {
  it('keeps names apart, and brings a removed tag back with its examples', async () => {
    let told = 0
    const handlers = taughtHandlers({
      book: new TaughtBook(statements, () => null),
      search: { ask: () => Promise.reject(new Error('not asked')) },
      changed: () => told++,
      learnt: () => undefined
    })
    const signal = new AbortController().signal
    const tag = await handlers['taught.create']({ name: 'Café' }, signal)
    expect(() => handlers['taught.create']({ name: 'cafe' }, signal)).toThrow(/already/)
    await handlers['taught.mark']({ id: tag.id, trackIds: [1, 2, 999], paths: [], mark: 'yes' }, signal)
    await handlers['taught.mark']({ id: tag.id, trackIds: [2], paths: [], mark: null }, signal)
    await handlers['taught.remove']({ id: tag.id }, signal)
    expect(statements.all()).toEqual([])
    expect(await handlers['taught.list']({ wait: false }, signal)).toEqual([])
    await handlers['taught.restore']({ name: 'cafe' }, signal)
    expect(statements.all()).toMatchObject([{ name: 'Café', yes: 1, no: 0 }])
    await handlers['taught.rename']({ id: tag.id, name: 'CAFÉ' }, signal)
    expect(statements.byName('café')?.name).toBe('CAFÉ')
    expect(() => handlers['taught.restore']({ id: tag.id }, signal)).toThrow(/no removed tag/)
    expect(() =>
      handlers['taught.mark']({ id: tag.id, trackIds: [], paths: ['/x'], mark: 'no' }, signal)
    ).toThrow(/not in the library/)
    expect(told).toBe(6)
  })
})
