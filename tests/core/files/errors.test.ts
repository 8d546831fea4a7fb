import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { EarshotError, type ErrorCode } from '../../../src-main/contract/errors.ts'
import {
  fileError,
  isNotThere,
  systemCode,
  systemError,
  type Refused
} from '../../../src-main/core/files/errors.ts'
import { scratchFolder } from '../../support/database.ts'

type Row = [system: string, what: Refused['what'], reading: ErrorCode, writing: ErrorCode]

const unknown: Row[] = [
  ['EBADMSG', 'file', 'unreadable-file', 'internal'],
  ['', 'model', 'unreadable-file', 'internal']
]

test.each<Row>([
  ['ENOENT', 'file', 'not-found', 'not-found'],
  ['ENOENT', 'folder', 'not-found', 'not-found'],
  ['ENOENT', 'link', 'not-found', 'not-found'],
  ['ENOTDIR', 'file', 'not-found', 'not-found'],
  ['ENOTDIR', 'link', 'not-found', 'not-found'],
  ['ENOTDIR', 'folder', 'not-a-folder', 'not-found'],
  ['EACCES', 'file', 'no-access', 'read-only'],
  ['EPERM', 'folder', 'no-access', 'read-only'],
  ['EACCES', 'model', 'no-access', 'read-only'],
  ['EACCES', 'playlist', 'no-access', 'read-only'],
  ['EROFS', 'copy', 'no-access', 'read-only'],
  ['ENOSPC', 'model', 'disk-full', 'disk-full'],
  ['EDQUOT', 'playlist', 'disk-full', 'disk-full'],
  ['EBUSY', 'file', 'no-access', 'no-access'],
  ['EEXIST', 'file', 'changed-since', 'changed-since'],
  ['EISDIR', 'playlist', 'unreadable-file', 'no-access'],
  ['EIO', 'file', 'no-access', 'no-access'],
  ['ESTALE', 'file', 'no-access', 'no-access'],
  ['ENOTCONN', 'folder', 'no-access', 'no-access'],
  ['EMFILE', 'file', 'no-access', 'no-access'],
  ['ENAMETOOLONG', 'file', 'unreadable-file', 'no-access'],
  ['ELOOP', 'link', 'unreadable-file', 'internal'],
  ['ENXIO', 'file', 'unreadable-file', 'internal'],
  ...unknown
])('%s of a %s: %s when reading, %s when writing', (system, what, reading, writing) => {
  expect(systemError(system, { doing: 'read', what }).code).toBe(reading)
  expect(systemError(system, { doing: 'write', what }).code).toBe(writing)
  for (const doing of ['read', 'write'] as const) {
    const named = systemError(system, { doing, what, name: 'A name' })
    expect(named.message).toMatch(/^[A-Z].*\.$/)
    if (what !== 'link') expect(named.message).toContain('A name')
  }
})

describe('what the system says of real files', () => {
  const said = (call: () => unknown): unknown => {
    try {
      call()
    } catch (thrown) {
      return thrown
    }
    throw new Error('It was allowed.')
  }

  it('is told by what they are', () => {
    const folder = scratchFolder()
    const file = join(folder, 'file')
    const [nothing, loop] = [join(folder, 'nothing'), join(folder, 'loop')]
    writeFileSync(file, 'x')
    symlinkSync('nowhere', nothing)
    symlinkSync('loop', loop)
    const told = (call: () => unknown, refused: Refused): [ErrorCode, string] => {
      const { code, message } = fileError(said(call), refused)
      return [code, message]
    }
    expect(told(() => statSync(nothing), { doing: 'read', what: 'link' })).toEqual([
      'not-found',
      'The link points to nothing.'
    ])
    expect(told(() => statSync(loop), { doing: 'read', what: 'link' })).toEqual([
      'unreadable-file',
      'The link leads back to itself.'
    ])
    expect(told(() => readdirSync(file), { doing: 'read', what: 'folder', name: file })).toEqual([
      'not-a-folder',
      `${file} is not a folder.`
    ])
    expect(told(() => readFileSync(join(file, 'x')), { doing: 'read', what: 'file' })[0]).toBe('not-found')
    expect(told(() => readFileSync(folder), { doing: 'read', what: 'playlist' })[0]).toBe('unreadable-file')
    expect(told(() => mkdirSync(folder), { doing: 'write', what: 'folder' })[0]).toBe('changed-since')
    expect(told(() => openSync(join(folder, 'x'.repeat(300)), 'r'), { doing: 'read', what: 'file' })[0]).toBe(
      'unreadable-file'
    )
  })

  it.runIf(process.platform === 'linux')('a full disk', () => {
    const full = openSync('/dev/full', 'w')
    const thrown = said(() => writeFileSync(full, 'x'))
    closeSync(full)
    const { code, message } = fileError(thrown, { doing: 'write', what: 'model' })
    expect([code, message]).toEqual(['disk-full', 'The disk of this model is full; free some space.'])
  })

  it('tells what is not there from what cannot be reached', () => {
    const folder = scratchFolder()
    writeFileSync(join(folder, 'file'), '')
    expect(isNotThere(said(() => statSync(join(folder, 'gone'))))).toBe(true)
    expect(isNotThere(said(() => statSync(join(folder, 'file', 'below'))))).toBe(true)
    expect(isNotThere(said(() => readdirSync(join(folder, 'x'.repeat(300)))))).toBe(false)
    expect(isNotThere(new Error('ENOENT'))).toBe(false)
    expect(systemCode('ENOENT')).toBe('')
  })
})

it('passes errors of ours on, and takes a code for what nobody knows', () => {
  const own = new EarshotError('changed-since', 'It changed.')
  expect(fileError(own, { doing: 'write', what: 'file' })).toBe(own)
  const odd = fileError(new TypeError('No.'), { doing: 'write', what: 'file', otherwise: 'write-unsafe' })
  expect([odd.code, odd.message]).toEqual(['write-unsafe', 'The file could not be written (No.).'])
})

it('keeps to itself where something lies', () => {
  const thrown = Object.assign(new Error("EBADMSG: bad message, open '/home/anna/x'"), {
    code: 'EBADMSG'
  })
  const { message } = fileError(thrown, { doing: 'read', what: 'folder', name: 'x' })
  expect(message).toBe('x cannot be read (EBADMSG: bad message).')
})
