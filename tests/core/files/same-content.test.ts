import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sameContent } from '../../../src-main/core/files/same-content.ts'
import { scratchFolder } from '../../support/database.ts'

const never = new AbortController().signal

function pair(one: Buffer, other: Buffer): [string, string] {
  const folder = scratchFolder()
  writeFileSync(join(folder, 'one'), one)
  writeFileSync(join(folder, 'other'), other)
  return [join(folder, 'one'), join(folder, 'other')]
}

it.each([0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_000_000])(
  'files of %i bytes are the same or not',
  async size => {
    const bytes = Buffer.alloc(size, 'music')
    expect(await sameContent(...pair(bytes, bytes), never)).toBe(true)
    expect(await sameContent(...pair(bytes, Buffer.concat([bytes, Buffer.of(1)])), never)).toBe(false)
    if (size === 0) return
    const other = Buffer.from(bytes)
    other[size - 1]! ^= 1
    expect(await sameContent(...pair(bytes, other), never)).toBe(false)
  }
)

it('stops when it is told to, and says which file is not there', async () => {
  const [one, other] = pair(Buffer.alloc(10), Buffer.alloc(10))
  await expect(sameContent(one, other, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
  await expect(sameContent(one, `${other} gone`, never)).rejects.toMatchObject({ code: 'ENOENT' })
})
