import { expect, it } from 'vitest'
import { freeSpace } from '../../../src-main/core/files/free-space.ts'
import { scratchFolder } from '../../support/database.ts'

it('is what the drive says; one that says nothing of its size has room', () => {
  expect(freeSpace(scratchFolder())).toBeGreaterThan(1_000_000)
  expect(freeSpace(scratchFolder())).toBeLessThan(Infinity)
  // The system's own drive of processes has no size, as some drives of networks have none.
  if (process.platform === 'linux') expect(freeSpace('/proc')).toBe(Infinity)
  expect(() => freeSpace('/none/at all')).toThrow('ENOENT')
})
