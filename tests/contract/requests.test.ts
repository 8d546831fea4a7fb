import { describe, expect, it } from 'vitest'
import { errorCodes, EarshotError, toFailure } from '#contract/errors.ts'
import { eventNames } from '#contract/events.ts'
import { pageRequests, requests, type RequestName } from '#contract/requests.ts'

const names = Object.keys(requests) as RequestName[]

describe('requests', () => {
  it.each(names)('%s refuses keys it does not know', name => {
    const parsed = requests[name].input.safeParse({ surprise: 1 })
    expect(parsed.success).toBe(false)
    expect(parsed.error?.issues.map(issue => issue.code)).toContain('unrecognized_keys')
  })

  it.each(names)('%s refuses what is no object', name => {
    for (const input of [null, undefined, 7, 'text', [], true]) {
      expect(requests[name].input.safeParse(input).success).toBe(false)
    }
  })

  it('are named family.verb, and the family `shell` is the one that shells answer', () => {
    for (const name of names) {
      expect(name).toMatch(/^[a-z]+\.[a-zA-Z]+$/)
      expect(requests[name].answeredBy === 'shell').toBe(name.startsWith('shell.'))
    }
  })

  it('offer the page everything but where files lie', () => {
    expect(names.filter(name => !(pageRequests as string[]).includes(name))).toEqual([
      'models.importVectors',
      'audio.file'
    ])
  })
})

it('lists no code and no event twice', () => {
  expect(new Set(errorCodes).size).toBe(errorCodes.length)
  expect(new Set(eventNames).size).toBe(eventNames.length)
})

describe('toFailure', () => {
  it('keeps the code and sentence of our own errors', () => {
    expect(toFailure(new EarshotError('disk-full', 'The disk is full.'))).toEqual({
      code: 'disk-full',
      message: 'The disk is full.'
    })
  })

  it('knows an abort, and calls everything else internal', () => {
    expect(toFailure(AbortSignal.abort().reason).code).toBe('cancelled')
    for (const thrown of [new Error('x'), 'text', null, undefined, { code: 'disk-full' }]) {
      expect(toFailure(thrown).code).toBe('internal')
    }
  })
})
