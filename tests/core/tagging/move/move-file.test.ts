import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { temporaryBeside } from '../../../../src-main/core/files/temporary.ts'
import { checkMove, moveFile, type MoveOrder } from '../../../../src-main/core/tagging/move/move-file.ts'
import { settleMove } from '../../../../src-main/core/tagging/move/settle-move.ts'
import { stampOf } from '../../../../src-main/core/tagging/write/checks.ts'
import { scratchFolder } from '../../../support/database.ts'
import { otherDisk } from '../../../support/other-disk.ts'

const other = otherDisk()
let root = ''
let from = ''

beforeEach(() => {
  root = scratchFolder()
  from = join(root, 'in/one.mp3')
  mkdirSync(dirname(from))
  writeFileSync(from, 'some sound')
  utimesSync(from, 1000, 2000.123456)
})

const order = (to: string, toRoot = root): MoveOrder => ({
  from,
  to,
  root,
  toRoot,
  temporary: temporaryBeside(to),
  expected: stampOf(from),
  charset: null
})

async function move(wanted: MoveOrder): ReturnType<typeof moveFile> {
  return moveFile(wanted, checkMove(wanted))
}

const refusal = (wanted: MoveOrder): unknown => {
  try {
    checkMove(wanted)
  } catch (thrown) {
    return (thrown as { code?: unknown }).code
  }
  return 'nothing'
}

const untouched = (): void => {
  expect(readFileSync(from, 'utf8')).toBe('some sound')
  expect(readdirSync(dirname(from))).toEqual(['one.mp3'])
}

describe.each<[string, () => string]>([
  ['on one disk', () => root],
  ...(other === null ? [] : [['onto another disk', () => scratchFolder(other)] as [string, () => string]])
])('moving %s', (_where, target) => {
  it('keeps bytes, times and rights, makes folders and takes empty ones away', async () => {
    chmodSync(from, 0o640)
    const before = statSync(from, { bigint: true })
    const toRoot = target()
    const to = join(toRoot, 'Artist/2001 Album/1-01 One.mp3')
    const outcome = await move(order(to, toRoot))
    expect(outcome).toMatchObject({ state: 'done', stamp: { size: 10 } })
    const after = statSync(to, { bigint: true })
    expect([after.mtimeNs, after.mode, after.nlink]).toEqual([before.mtimeNs, before.mode, 1n])
    expect(readFileSync(to, 'utf8')).toBe('some sound')
    expect(existsSync(join(root, 'in'))).toBe(false)
    expect(existsSync(root)).toBe(true)
    expect(readdirSync(dirname(to))).toEqual(['1-01 One.mp3'])
  })

  it('never writes over another file, whenever it came', async () => {
    const toRoot = target()
    const to = join(toRoot, 'there.mp3')
    const wanted = order(to, toRoot)
    const seen = checkMove(wanted)
    writeFileSync(to, 'somebody else')
    expect(refusal(wanted)).toBe('changed-since')
    expect(await moveFile(wanted, seen)).toMatchObject({
      state: 'abandoned',
      failure: { code: 'changed-since', message: `${to} is there already; nothing is written over.` }
    })
    expect(readFileSync(to, 'utf8')).toBe('somebody else')
    expect(readdirSync(toRoot).filter(name => name.startsWith('.'))).toEqual([])
    untouched()
  })

  it('leaves the file where it changed in between, and nothing behind', async () => {
    const toRoot = target()
    const wanted = order(join(toRoot, 'a/b/c.mp3'), toRoot)
    const seen = checkMove(wanted)
    appendFileSync(from, '!')
    expect(await moveFile(wanted, seen)).toMatchObject({
      state: 'abandoned',
      failure: { code: 'changed-since' }
    })
    expect(existsSync(join(toRoot, 'a'))).toBe(false)
    expect(readFileSync(from, 'utf8')).toBe('some sound!')
  })

  it('is settled wherever it was cut short', async () => {
    const toRoot = target()
    const wanted = order(join(toRoot, 'new/one.mp3'), toRoot)
    const { to, temporary } = wanted
    // Before anything, and with half a copy.
    expect(await settleMove(wanted)).toMatchObject({ state: 'abandoned' })
    mkdirSync(dirname(to))
    writeFileSync(temporary, 'some')
    expect(await settleMove(wanted)).toMatchObject({ state: 'abandoned' })
    expect(existsSync(dirname(to))).toBe(false)
    untouched()
    // With an empty file that keeps the place.
    mkdirSync(dirname(to))
    writeFileSync(to, '')
    expect(await settleMove(wanted)).toMatchObject({ state: 'abandoned' })
    expect(existsSync(to)).toBe(false)
    // In both places.
    mkdirSync(dirname(to))
    if (toRoot === root) linkSync(from, to)
    else writeFileSync(to, readFileSync(from))
    expect(await settleMove(wanted)).toMatchObject({ state: 'done', stamp: { size: 10 } })
    expect(existsSync(dirname(from))).toBe(false)
    // In the new one, and once more after that.
    expect(await settleMove({ ...wanted, root: toRoot })).toMatchObject({ state: 'done' })
    expect(readFileSync(to, 'utf8')).toBe('some sound')
  })

  it('takes nothing away that is another file', async () => {
    const toRoot = target()
    const wanted = order(join(toRoot, 'new.mp3'), toRoot)
    writeFileSync(wanted.to, 'else sound')
    expect(await settleMove(wanted)).toMatchObject({ state: 'abandoned' })
    expect(readFileSync(wanted.to, 'utf8')).toBe('else sound')
    untouched()
  })
})

it('changes upper and lower case only', async () => {
  const to = join(root, 'in/ONE.mp3')
  expect(await move(order(to))).toMatchObject({ state: 'done' })
  expect(readdirSync(join(root, 'in'))).toEqual(['ONE.mp3'])
})

it('waits for a drive that is away', async () => {
  const wanted = order(join(root, 'new.mp3'))
  renameSync(join(root, 'in'), join(root, 'elsewhere'))
  expect(await settleMove(wanted)).toMatchObject({ state: 'unknown' })
  expect(await settleMove({ ...wanted, root: join(root, 'gone') })).toMatchObject({ state: 'unknown' })
})

it('refuses before anything is touched', () => {
  const away = scratchFolder()
  symlinkSync(away, join(root, 'out'))
  expect(refusal(order(join(root, 'out/one.mp3')))).toBe('write-unsafe')
  expect(refusal(order(join(root, '../one.mp3')))).toBe('write-unsafe')
  expect(refusal(order(join(root, 'a'.repeat(256))))).toBe('bad-request')
  expect(refusal(order(join(root, 'in', 'x/'.repeat(2100), 'y')))).toBe('bad-request')
  expect(refusal(order(join(root, 'in/one.mp3/two.mp3')))).toBe('not-found')
  expect(refusal(order(join(root, 'a.mp3'), join(root, 'gone')))).toBe('not-found')
  expect(refusal({ ...order(join(root, 'a.mp3')), expected: { ...stampOf(from), size: 3 } })).toBe(
    'changed-since'
  )
  linkSync(from, join(root, 'second'))
  expect(refusal(order(join(root, 'a.mp3')))).toBe('hard-linked')
  rmSync(join(root, 'second'))
  chmodSync(from, 0o444)
  expect(refusal(order(join(root, 'a.mp3')))).toBe('read-only')
  chmodSync(from, 0o644)
  symlinkSync(from, join(root, 'link.mp3'))
  expect(refusal({ ...order(join(root, 'a.mp3')), from: join(root, 'link.mp3') })).toBe('write-unsafe')
  expect(lstatSync(join(root, 'link.mp3')).isSymbolicLink()).toBe(true)
  untouched()
})
