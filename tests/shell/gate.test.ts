import { expect, test } from 'vitest'
import type { Caller } from '../../src-main/contract/bridge.ts'
import { EarshotError } from '../../src-main/contract/errors.ts'
import { requests } from '../../src-main/contract/requests.ts'
import { gate, refuseProgram, type Shell } from '../../src-main/shell/gate.ts'

/** The far end of the gate: keeps what reaches it. */
function farEnd() {
  const reached: [string, unknown][] = []
  const call = (name: string, input: unknown): Promise<never> => {
    reached.push([name, input])
    return Promise.resolve(null as never)
  }
  const caller: Caller = { call, on: () => () => undefined }
  return { caller, answer: call, reached }
}

const answers: Shell['answers'] = {
  'shell.chooseFolders': () => Promise.resolve(['/music']),
  'shell.browse': () => Promise.reject(new EarshotError('not-supported-here', 'No.')),
  'shell.chooseDecoder': () => Promise.reject(new EarshotError('not-supported-here', 'No.')),
  'shell.reveal': () => Promise.resolve(null),
  'shell.drag': () => Promise.resolve(null),
  'shell.opened': () => Promise.resolve([])
}

const filledIn = {
  text: 'rain',
  limit: 200,
  all: false,
  artistCap: null,
  diversity: 0,
  foldDuplicates: true
}

test('a request of the contract reaches the engine, with defaults filled in', async () => {
  const { caller, reached } = farEnd()
  await gate(caller, { answers }).call('search.query', { text: 'rain' })
  expect(reached).toEqual([['search.query', filledIn]])
})

test('an engine in the same process gets what has been parsed, and need not parse it again', async () => {
  const { caller, answer, reached } = farEnd()
  const call = (): Promise<never> => Promise.reject(new Error('It would be parsed again.'))
  await gate({ ...caller, call, answer }, { answers }).call('search.query', { text: 'rain' })
  expect(reached).toEqual([['search.query', filledIn]])
})

test('a page never names a program that is run, and may let one be found', async () => {
  const { caller, reached } = farEnd()
  const permit: Shell['permit'] = (name, input) => Promise.try(refuseProgram, name, input)
  const { call } = gate(caller, { answers, permit })
  await expect(call('settings.set', { ffmpeg: '/tmp/x' })).rejects.toMatchObject({
    code: 'not-supported-here'
  })
  await call('settings.set', { ffmpeg: null })
  await call('settings.set', { theme: 'dark' })
  expect(reached).toEqual([
    ['settings.set', { ffmpeg: null }],
    ['settings.set', { theme: 'dark' }]
  ])
})

test.each([
  ['audio.file', { id: 1 }, 'unknown-request'],
  ['constructor', {}, 'unknown-request'],
  ['__proto__', {}, 'unknown-request'],
  ['library.track', { id: 0 }, 'bad-request'],
  ['library.track', { id: 1, more: 2 }, 'bad-request'],
  ['library.track', undefined, 'bad-request'],
  ['search.query', { text: 'x'.repeat(20_001) }, 'bad-request']
])('%s %o stops at the gate', async (name, input, code) => {
  const { caller, reached } = farEnd()
  const call = gate(caller, { answers }).call(name as never, input as never)
  await expect(call).rejects.toMatchObject({ code })
  expect(reached).toEqual([])
})

test('the shell answers its own requests, and the engine never sees them', async () => {
  const { caller, reached } = farEnd()
  const gated = gate(caller, { answers })
  expect(await gated.call('shell.chooseFolders', {})).toEqual(['/music'])
  await expect(gated.call('shell.browse', { path: null })).rejects.toMatchObject({
    code: 'not-supported-here'
  })
  expect(reached).toEqual([])
  const own = Object.keys(requests).filter(name => requests[name as never]['answeredBy'] === 'shell')
  expect(Object.keys(answers).toSorted()).toEqual(own.toSorted())
})

test('the shell may refuse what the schema allows', async () => {
  const { caller, reached } = farEnd()
  const permit = (): Promise<void> => Promise.reject(new EarshotError('outside-roots', 'No.'))
  const call = gate(caller, { answers, permit }).call('library.addFolders', { paths: ['/etc'] })
  await expect(call).rejects.toMatchObject({ code: 'outside-roots' })
  expect(reached).toEqual([])
})
