import { expect, it } from 'vitest'
import { dot } from '../../../../src-main/core/search/scoring/vectors.ts'
import { Directions } from '../../../../src-main/core/search/variety/directions.ts'
import { directionFrom } from '../../../../src-main/core/search/vectors/middle.ts'
import { MadeLibrary } from '../made-library.ts'

it('are those of plain arithmetic, and all zero for what was not heard', () => {
  const made = new MadeLibrary()
  try {
    for (const sounds of [['piano', 'sad'], ['drums'], ['flute', 'rain', 'rain']]) made.add({ sounds })
    const { library } = made.searcher
    const { index, middle } = library
    const rows = [2, -1, 0, 1]
    const directions = new Directions(library, rows)
    const plain = rows.map(row =>
      row < 0 ? new Float32Array(index.dimension) : directionFrom(middle, index.vector(row))
    )
    for (const [a, one] of plain.entries()) {
      const own = directions.of(a)
      for (let k = 0; k < one.length; k++) expect(own[k]).toBeCloseTo(one[k]!, 5)
      for (const [b, other] of plain.entries())
        expect(directions.apart(a, b)).toBeCloseTo(1 - dot(one, other), 5)
    }
  } finally {
    made.close()
  }
})
