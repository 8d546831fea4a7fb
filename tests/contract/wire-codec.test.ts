import { describe, expect, test } from 'vitest'
import { decodeWire, encodeWire } from '../../src-main/contract/wire-codec.ts'

const thereAndBack = (value: unknown): unknown => decodeWire(encodeWire(value))

describe('the wire as text', () => {
  test.each([
    new Uint32Array([0, 1, 2 ** 32 - 1]),
    new Float32Array([0.5, -1.25, NaN, Infinity]),
    new Float64Array([Math.PI]),
    new Uint8Array(0),
    new Int16Array([-3, 3])
  ])('%s survives', array => {
    expect(thereAndBack({ value: [array] })).toEqual({ value: [array] })
  })

  test('a part of a larger buffer carries only itself', () => {
    const part = new Uint8Array([9, 8, 7, 6]).subarray(1, 3)
    const back = thereAndBack(part) as Uint8Array
    expect(back).toEqual(new Uint8Array([8, 7]))
    expect(back.buffer.byteLength).toBe(2)
  })

  test('a Buffer arrives as a Uint8Array, not as Node writes it in JSON', () => {
    expect(thereAndBack({ bytes: new Uint8Array(Buffer.from('abc')) })).toEqual({
      bytes: new Uint8Array([97, 98, 99])
    })
  })

  test('a hundred thousand ids', () => {
    const ids = Uint32Array.from({ length: 100_000 }, (_one, at) => at * 31)
    expect(thereAndBack({ ids })).toEqual({ ids })
  })

  test('escaped bytes of a path survive', () => {
    const path = '/music/\udce9t\udc80 🎵'
    expect(thereAndBack({ path })).toEqual({ path })
  })

  test('what has no place on the wire is refused', () => {
    expect(() => encodeWire(new DataView(new ArrayBuffer(1)))).toThrow(TypeError)
  })

  test.each([
    'not json',
    '{"$array":"Function","base64":""}',
    '{"$array":"constructor","base64":""}',
    '{"$array":"Uint8Array","base64":7}',
    '{"$array":"Uint8Array"}',
    '{"$array":"Uint32Array","base64":"AAA="}',
    '{"$array":"Uint8Array","base64":"*"}'
  ])('%s throws', text => {
    expect(() => decodeWire(text)).toThrow()
  })
})
