/** Numbers of several stretches, one after the other. */
export function joined<Numbers extends Float32Array | Uint32Array>(
  kind: new (length: number) => Numbers,
  parts: readonly Numbers[]
): Numbers {
  const all = new kind(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
