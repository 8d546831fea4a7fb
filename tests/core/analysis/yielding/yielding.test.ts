import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Waits } from '../../../../src-main/contract/entities.ts'
import { onBattery } from '../../../../src-main/core/analysis/yielding/power.ts'
import { processorTime, shareOfOthers } from '../../../../src-main/core/analysis/yielding/processor-time.ts'
import { Yielding } from '../../../../src-main/core/analysis/yielding/yielding.ts'
import { scratchFolder } from '../../../support/database.ts'

let folder: string
beforeEach(() => (folder = scratchFolder()))

function supply(name: string, files: Record<string, string>): void {
  mkdirSync(join(folder, name), { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), `${text}\n`)
}

/** A process as Linux lists it: ticks in user and system, and of its ended children. */
function program(pid: number, parent: number, ...ticks: [number, number, number, number]): void {
  mkdirSync(join(folder, String(pid)), { recursive: true })
  const before = [parent, pid, pid, 0, -1, 0, 0, 0, 0, 0]
  writeFileSync(
    join(folder, String(pid), 'stat'),
    `${pid} (odd) name) S ${[...before, ...ticks, 20, 0].join(' ')}\n`
  )
}

describe('power', () => {
  it('is a battery where one is emptied and no mains is there', () => {
    supply('BAT0', { type: 'Battery', status: 'Discharging' })
    expect(onBattery(folder)).toBe(true)
    supply('AC', { type: 'Mains', online: '0' })
    expect(onBattery(folder)).toBe(true)
    supply('AC', { type: 'Mains', online: '1' })
    expect(onBattery(folder)).toBe(false)
    rmSync(join(folder, 'AC'), { recursive: true })
    supply('BAT0', { type: 'Battery', status: 'Charging' })
    expect(onBattery(folder)).toBe(false)
  })

  it('is not that of a mouse, and is not known where nothing tells', () => {
    supply('hidpp_battery_0', { type: 'Battery', status: 'Discharging', scope: 'Device' })
    expect(onBattery(folder)).toBeNull()
    expect(onBattery(join(folder, 'none'))).toBeNull()
  })
})

describe('the processor', () => {
  it('is shared with others by what is neither idle nor of this process and those below it', () => {
    const cores = (...ticks: number[]): void =>
      writeFileSync(join(folder, 'stat'), `cpu  ${ticks.join(' ')}\ncpu0 1\n`)
    cores(1000, 500, 200, 5000, 100, 0, 10, 0, 0, 0)
    program(50, 1, 300, 100, 40, 10)
    program(60, 50, 10, 5, 0, 0)
    program(70, 1, 400, 0, 0, 0)
    const before = processorTime(folder, 50)!
    expect(before).toEqual({ whole: 6810, busy: 1710, own: 465 })
    cores(1100, 540, 220, 5040, 100, 0, 10, 0, 0, 0)
    // The decoder ended, and its time is with its parent; another one began.
    rmSync(join(folder, '60'), { recursive: true })
    program(50, 1, 340, 110, 60, 20)
    program(61, 50, 10, 5, 0, 0)
    expect(shareOfOthers(before, processorTime(folder, 50)!)).toBeCloseTo(80 / 200)
    expect(shareOfOthers(before, before)).toBeNull()
    expect(processorTime(join(folder, 'none'), 50)).toBeNull()
  })

  it.runIf(process.platform === 'linux')('is told by the real system', () => {
    const { whole, busy, own } = processorTime()!
    expect(whole).toBeGreaterThan(busy)
    expect(own).toBeGreaterThan(0)
  })
})

describe('listening', () => {
  let effort: 'quiet' | 'normal' | 'full'
  let battery: boolean | null
  let others: number
  let told: (Waits | null)[]
  const clock = { whole: 0, busy: 0, own: 0 }
  const begun = (): Yielding => {
    const yielding = new Yielding({
      effort: () => effort,
      battery: () => battery,
      time: () => ({ ...clock })
    })
    onTestFinished(() => yielding.end())
    yielding.begin(waits => told.push(waits))
    return yielding
  }
  const look = (yielding: Yielding, times: number): void => {
    for (let i = 0; i < times; i++) {
      clock.whole += 100
      clock.busy += 100 * others
      yielding.look()
    }
  }
  beforeEach(() => {
    effort = 'normal'
    battery = false
    others = 0
    told = []
  })

  it('waits on battery from the start, and after a plug that stays out; not for a loose one', () => {
    battery = true
    const yielding = begun()
    expect(told).toEqual(['battery'])
    battery = false
    look(yielding, 2)
    for (const plugged of [true, false, true, false]) {
      battery = !plugged
      look(yielding, 1)
    }
    expect(told).toEqual(['battery', null])
    battery = true
    look(yielding, 2)
    expect(told).toEqual(['battery', null, 'battery'])
  })

  it('waits for others once they stay, goes on once they are gone, and does not flap between', () => {
    const yielding = begun()
    others = 0.6
    look(yielding, 2)
    expect(told).toEqual([])
    look(yielding, 1)
    expect(told).toEqual(['busy'])
    others = 0.3
    look(yielding, 20)
    others = 0.1
    look(yielding, 5)
    expect(told).toEqual(['busy'])
    look(yielding, 1)
    expect(told).toEqual(['busy', null])
    others = 0.4
    look(yielding, 20)
    expect(told).toEqual(['busy', null])
  })

  it('never waits where it takes all it can get, and says beforehand that it would', () => {
    battery = true
    others = 0.9
    effort = 'full'
    look(begun(), 10)
    expect(told).toEqual([])
    const idle = new Yielding({ effort: () => effort, battery: () => battery })
    expect(idle.waits).toBeNull()
    effort = 'quiet'
    expect(idle.waits).toBe('battery')
  })

  it('lets steps pass when it goes on, be it anyway, and stops them when they are cancelled', async () => {
    battery = true
    const yielding = begun()
    const stop = new AbortController()
    const stopped = yielding.pass(stop.signal)
    stop.abort()
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    const passing = yielding.pass(new AbortController().signal)
    yielding.goOnAnyway()
    await passing
    look(yielding, 3)
    expect(told).toEqual(['battery', null])
    yielding.end()
    yielding.begin(waits => told.push(waits))
    expect(told.at(-1)).toBe('battery')
  })
})
