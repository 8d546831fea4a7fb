import { expect, it } from 'vitest'
import { Listeners } from '../../src-main/contract/listeners.ts'

interface Told {
  said: string
  counted: number
}

it('tells those who listen to a name, eldest first, until they end it', () => {
  const listeners = new Listeners<Told>()
  const heard: unknown[] = []
  const off = listeners.on('said', value => heard.push(['first', value]))
  listeners.on('said', value => heard.push(['second', value]))
  listeners.on('counted', value => heard.push(value))
  listeners.tell('said', 'a')
  off()
  listeners.tell('said', 'b')
  expect(heard).toEqual([
    ['first', 'a'],
    ['second', 'a'],
    ['second', 'b']
  ])
})

it('still tells everybody when one ends another, or subscribes, meanwhile', () => {
  const listeners = new Listeners<Told>()
  const heard: string[] = []
  const off = listeners.on('said', () => {
    off()
    listeners.on('said', () => heard.push('late'))
  })
  listeners.on('said', () => heard.push('other'))
  listeners.tell('said', '')
  expect(heard).toEqual(['other'])
})

it('throws what a listener throws, unless somebody takes it', () => {
  const fail = (): never => {
    throw new TypeError('broken')
  }
  const plain = new Listeners<Told>()
  plain.on('counted', fail)
  expect(() => plain.tell('counted', 1)).toThrow('broken')

  const faults: unknown[] = []
  const heard: number[] = []
  const kept = new Listeners<Told>(thrown => faults.push(thrown))
  kept.on('counted', fail)
  kept.on('counted', value => heard.push(value))
  kept.tell('counted', 1)
  expect(heard).toEqual([1])
  expect(faults).toHaveLength(1)
})
