/**
 * The rows with the highest scores, best first, -Infinity left out; ties by row. A heap of `most` rows, so that a
 * million scores are passed once.
 */
export function best(scores: Float32Array, most: number): number[] {
  const heap: number[] = []
  const worse = (a: number, b: number): boolean =>
    scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b)
  const sink = (): void => {
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) return
      if (child + 1 < heap.length && worse(heap[child + 1]!, heap[child]!)) child++
      if (!worse(heap[child]!, heap[at]!)) return
      ;[heap[at], heap[child]] = [heap[child]!, heap[at]!]
      at = child
    }
  }
  const rise = (): void => {
    let at = heap.length - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!worse(heap[at]!, heap[parent]!)) return
      ;[heap[at], heap[parent]] = [heap[parent]!, heap[at]!]
      at = parent
    }
  }
  if (most <= 0) return []
  // Rows come in their order: one that is as good as the worst comes after it.
  let least = -Infinity
  for (let row = 0; row < scores.length; row++) {
    if (scores[row]! <= least) continue
    if (heap.length < most) {
      heap.push(row)
      rise()
    } else {
      heap[0] = row
      sink()
    }
    if (heap.length === most) least = scores[heap[0]!]!
  }
  return heap.sort((a, b) => (worse(a, b) ? 1 : -1))
}
