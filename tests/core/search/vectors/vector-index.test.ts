import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { generator } from '../../../../src-main/core/kernels/random.ts'
import { best } from '../../../../src-main/core/search/answer/select.ts'
import { Kernel } from '../../../../src-main/core/search/vectors/kernel.ts'
import { VectorIndex } from '../../../../src-main/core/search/vectors/vector-index.ts'

/** Numbers that look random and are the same each time. */
const made = (length: number, seed: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898 + seed * 78.233))

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0)

/** At first look numbers count to 1/254 of the largest: sums of these errors stay below so much of a row and a query. */
const errorOf = (a: Float32Array, b: Float32Array): number =>
  (Math.max(...a.map(Math.abs)) / 254) * 4 * Math.sqrt(dot(b, b))

describe('the index', () => {
  it.each([16, 128, 160, 512])('gives the dot products of plain arithmetic, %i numbers a row', dimension => {
    const count = 1300
    const index = new VectorIndex(dimension)
    const rows = made(count * dimension, 1)
    index.add(
      Uint32Array.from({ length: count }, (_, i) => i * 3 + 1),
      rows
    )
    const queries = [made(dimension, 2), made(dimension, 3), made(dimension, 4)]
    const scores = index.scan(queries)
    const some = [0, 1, 511, 512, 513, 1023, 1024, count - 1]
    const glances = index.glance(queries, Uint32Array.from(some))
    queries.forEach((query, q) => {
      for (const [i, row] of some.entries()) {
        const vector = rows.subarray(row * dimension, (row + 1) * dimension)
        expect(scores[q]![row]).toBeCloseTo(dot(vector, query), 2)
        expect(Math.abs(glances[q]![i]! - dot(vector, query))).toBeLessThan(errorOf(vector, query))
        expect(index.scan([query], row)[0]![0]).toBe(scores[q]![row])
      }
    })
  })

  it('adds what is known of rows, whether they lie together or not', () => {
    const [dimension, count] = [16, 1500]
    const index = new VectorIndex(dimension)
    index.add(
      Uint32Array.from({ length: count }, (_, i) => i),
      made(count * dimension, 1)
    )
    const query = made(dimension, 2)
    const [one, other] = [made(count, 3), made(count, 4)]
    const sum = {
      query,
      base: 2,
      plus: [
        { of: one, times: -3 },
        { of: other, times: 0.5 }
      ]
    }
    const pieces = [
      Array.from({ length: count }, (_, i) => i),
      Array.from({ length: 700 }, (_, i) => i + 300),
      [3, 4, 5, 6, 8],
      [1499],
      []
    ]
    for (const rows of pieces) {
      const [plain] = index.glance([query], Uint32Array.from(rows))
      const [scores] = index.sums([sum], Uint32Array.from(rows))
      expect(scores).toHaveLength(rows.length)
      for (const [i, row] of rows.entries())
        expect(scores![i]).toBeCloseTo(plain![i]! + 2 - 3 * one[row]! + 0.5 * other[row]!, 4)
    }
  })

  it('tells how far windows lie apart from how short their mean is', () => {
    const index = new VectorIndex(16)
    const mean = new Float32Array(32)
    mean[0] = 1
    mean[16] = 0.6
    index.add(Uint32Array.of(1, 2), mean)
    expect([...index.spreads]).toEqual([0, expect.closeTo(0.8, 5)])
  })

  it('has the best fifty of exact arithmetic among its best four hundred', () => {
    const [dimension, count, most] = [160, 8000, 400]
    const random = generator(7)
    const direction = (length: number): Float32Array => {
      const one = Float32Array.from({ length: dimension }, () => random() + random() + random() - 1.5)
      return one.map(x => (x * length) / Math.hypot(...one))
    }
    const kinds = Array.from({ length: 40 }, () => direction(0.7))
    const [axis, spread] = [direction(1), Array.from({ length: 500 }, () => direction(0.5))]
    const rows = new Float32Array(count * dimension)
    for (let row = 0; row < count; row++) {
      const [kind, one, other] = [kinds[row % 40]!, spread[(row * 7) % 499]!, spread[(row * 31) % 500]!]
      for (let k = 0; k < dimension; k++)
        rows[row * dimension + k] = axis[k]! + kind[k]! + one[k]! + other[k]!
    }
    const index = new VectorIndex(dimension)
    const all = Uint32Array.from({ length: count }, (_, i) => i)
    index.add(all, rows)
    let [found, asked] = [0, 0]
    for (const query of Array.from({ length: 10 }, () => direction(1))) {
      const exact = Float32Array.from({ length: count }, (_, row) =>
        dot(rows.subarray(row * dimension, (row + 1) * dimension), query)
      )
      const candidates = best(index.glance([query], all)[0]!, most)
      const again = best(
        Float32Array.from(candidates, row => exact[row]!),
        50
      ).map(i => candidates[i]!)
      const wanted = new Set(best(exact, 50))
      asked += wanted.size
      found += again.filter(row => wanted.has(row)).length
    }
    expect(found / asked).toBeGreaterThanOrEqual(0.999)
  })

  it('grows, and writes a track that comes again over its row', () => {
    const index = new VectorIndex(16)
    for (let chunk = 0; chunk < 40; chunk++) {
      index.add(
        Uint32Array.from({ length: 100 }, (_, i) => chunk * 100 + i),
        made(1600, chunk)
      )
    }
    expect(index.count).toBe(4000)
    const changed = new Float32Array(16).fill(1)
    expect(index.add(Uint32Array.of(250), changed)).toBe(250)
    expect(index.count).toBe(4000)
    expect(index.scan([changed])[0]![250]).toBeCloseTo(16, 5)
    const beside = made(1600, 2).subarray(51 * 16, 52 * 16)
    index.vector(251).forEach((x, k) => expect(Math.abs(x - beside[k]!)).toBeLessThanOrEqual(1 / 60_000))
    expect(index.rowOf(3999)).toBe(3999)
    expect(index.rowOf(4000)).toBeUndefined()
    expect(index.ids).toHaveLength(4000)
  })

  it('takes more queries than fit beside the rows', () => {
    const index = new VectorIndex(16)
    index.add(Uint32Array.of(1, 2), made(32, 1))
    const queries = Array.from({ length: 150 }, (_, i) => made(16, i))
    const scores = index.scan(queries)
    expect(scores[149]![1]).toBeCloseTo(dot(made(32, 1).subarray(16), queries[149]!), 3)
  })

  it('keeps a row of nothing', () => {
    const index = new VectorIndex(16)
    index.add(Uint32Array.of(1), new Float32Array(16))
    expect([...index.vector(0), ...index.scan([made(16, 1)])[0]!]).toEqual(Array(17).fill(0))
  })

  it('answers nothing when it holds nothing', () => {
    expect(new VectorIndex(128).scan([new Float32Array(128)])[0]).toHaveLength(0)
  })

  it('refuses a dimension that the kernel cannot take', () => {
    expect(() => new VectorIndex(100)).toThrow(RangeError)
  })
})

describe('the kernel', () => {
  it('multiplies int8 rows with int16 queries exactly, at the ends of their ranges', () => {
    const kernel = new Kernel()
    const rows = Int8Array.from(
      { length: 7 * 128 },
      (_, i) => (i < 128 ? 127 : i < 256 ? -127 : (i * 37) % 255) - 0
    )
    const query = Int16Array.from({ length: 128 }, () => 32767)
    kernel.bytes.set(rows)
    kernel.shorts(1024, 128).set(query)
    const productOf = (row: number): number =>
      Math.fround(query.reduce((sum, x, i) => sum + x * rows[row * 128 + i]!, 0))
    for (const count of [1, 3, 4, 7]) {
      kernel.run.dotSmall(0, 0, 1024, count, 128, 2048)
      expect([...kernel.floats(2048, count)]).toEqual(
        Array.from({ length: count }, (_, row) => productOf(row))
      )
    }
    const list = [6, 0, 5, 1, 1, 3]
    kernel.longs(3072, list.length).set(list.map(row => row * 128))
    kernel.run.dotSmall(0, 3072, 1024, list.length, 128, 2048)
    expect([...kernel.floats(2048, list.length)]).toEqual(list.map(productOf))
  })

  it('gives one through the length of each row, and nothing of a row of nothing', () => {
    const kernel = new Kernel()
    const rows = Int8Array.from({ length: 3 * 48 }, (_, i) =>
      i < 48 ? ((i * 37) % 255) - 127 : i < 96 ? 0 : -127
    )
    kernel.bytes.set(rows, 64)
    kernel.run.shortness(64, 3, 48, 0)
    const lengthOf = (row: number): number => Math.hypot(...rows.subarray(row * 48, (row + 1) * 48))
    const [first, nothing, last] = kernel.floats(0, 3)
    expect(first).toBe(Math.fround(1 / lengthOf(0)))
    expect(nothing).toBe(0)
    expect(last).toBe(Math.fround(1 / lengthOf(2)))
  })

  it('is what its source gives', () => {
    const script = fileURLToPath(new URL('../../../../scripts/build-kernel.mjs', import.meta.url))
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})
