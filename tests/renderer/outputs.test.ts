import { expect, it, vi } from 'vitest'
import { Notices } from '../../src-renderer/state/notices.svelte.ts'
import { Outputs, type Devices } from '../../src-renderer/state/player/outputs.svelte.ts'
import type { Sound } from '../../src-renderer/state/player/sound.ts'

vi.useFakeTimers()

/** A browser with these outputs, by their names; the system's own stand in front, as Chromium tells them. */
function machine(names: readonly string[], { choosesOutput = true } = {}) {
  const target = new EventTarget()
  let there = names
  let told = true
  const set: string[] = []
  let lost = (): void => undefined
  const getUserMedia = vi.fn(() => {
    told = true
    return Promise.resolve({ getTracks: () => [{ stop: stopped }] })
  })
  const stopped = vi.fn()
  const devices = Object.assign(target, {
    getUserMedia,
    enumerateDevices: () =>
      Promise.resolve(
        told
          ? ['default', ...there].map(name => ({ kind: 'audiooutput', deviceId: `${name}`, label: name }))
          : [{ kind: 'audiooutput', deviceId: '', label: '' }]
      )
  }) as unknown as Devices
  const sound = {
    choosesOutput,
    setOutput: (id: string, isLost: () => void) => {
      set.push(id)
      lost = isLost
      return Promise.resolve()
    }
  } as unknown as Sound
  const notices = new Notices()
  const outputs = new Outputs(sound, notices, devices)
  return {
    outputs,
    set,
    stopped,
    getUserMedia,
    said: () => notices.all.map(({ text }) => text),
    lose: () => lost(),
    hide: () => (told = false),
    change: async (now: readonly string[]) => {
      there = now
      target.dispatchEvent(new Event('devicechange'))
      await vi.advanceTimersByTimeAsync(1)
    }
  }
}

it('what was chosen is used while it is there, and the system’s takes its place with a word', async () => {
  const { outputs, set, said, change } = machine(['Headphones', 'Amplifier'])
  await outputs.restore({ id: 'an id of before', name: 'Headphones' })
  expect([outputs.used?.id, set]).toEqual(['Headphones', ['Headphones']])

  await change(['Amplifier'])
  expect([outputs.used, outputs.chosen?.name]).toEqual([null, 'Headphones'])
  expect(set).toEqual(['Headphones', ''])
  expect(said()).toEqual([expect.stringContaining('Headphones')])

  await change(['Amplifier', 'Headphones'])
  expect(set).toEqual(['Headphones', '', 'Headphones'])
  await outputs.choose(null)
  expect([set.at(-1), said().length]).toEqual(['', 1])
})

it('one that is told of and gives no sound is left, too', async () => {
  const { outputs, set, said, lose } = machine(['Headphones', 'Amplifier'])
  await outputs.load()
  await outputs.choose(outputs.all[0]!)
  lose()
  await vi.advanceTimersByTimeAsync(1)
  expect([set, said().length]).toEqual([['Headphones', ''], 1])
})

it('one that was away from the start is waited for without a word', async () => {
  const { outputs, set, said, change } = machine(['Amplifier'])
  await outputs.restore({ id: 'Headphones', name: 'Headphones' })
  expect([outputs.used, set, said()]).toEqual([null, [], []])
  await change(['Headphones', 'Amplifier'])
  expect(set).toEqual(['Headphones'])
})

it('names are asked for where the browser does not tell them, and nothing is recorded', async () => {
  const { outputs, hide, getUserMedia, stopped } = machine(['Headphones'])
  hide()
  await outputs.load()
  expect([outputs.nameless, outputs.all]).toEqual([true, []])
  await outputs.askNames()
  expect([outputs.nameless, outputs.all.map(({ name }) => name)]).toEqual([false, ['Headphones']])
  expect(stopped).toHaveBeenCalledOnce()

  hide()
  getUserMedia.mockRejectedValueOnce(new DOMException('', 'NotAllowedError'))
  await outputs.askNames()
  expect([outputs.nameless, outputs.refused]).toEqual([true, true])
})

it('none can be chosen where the sound cannot be led elsewhere, or the browser tells of no devices', () => {
  expect(machine([], { choosesOutput: false }).outputs.possible).toBe(false)
  const sound = { choosesOutput: true } as unknown as Sound
  expect(new Outputs(sound, new Notices(), undefined).possible).toBe(false)
})
