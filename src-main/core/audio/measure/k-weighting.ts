/**
 * The two filters of ITU-R BS.1770 for any rate, a shelf for the head and then a high pass: b0 b1 b2 a1 a2 of the
 * first, a1 a2 of the second, whose b are 1, -2 and 1.
 */
export function kWeighting(sampleRate: number): number[] {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate)
  const q = 0.7071752369554196
  const gain = 10 ** (3.999843853973347 / 20)
  const middle = gain ** 0.4996667741545416
  const a0 = 1 + k / q + k * k
  const shelf = [
    (gain + (middle * k) / q + k * k) / a0,
    (2 * (k * k - gain)) / a0,
    (gain - (middle * k) / q + k * k) / a0,
    (2 * (k * k - 1)) / a0,
    (1 - k / q + k * k) / a0
  ]
  const h = Math.tan((Math.PI * 38.13547087602444) / sampleRate)
  const hq = 0.5003270373238773
  const d = 1 + h / hq + h * h
  return [...shelf, (2 * (h * h - 1)) / d, (1 - h / hq + h * h) / d]
}
