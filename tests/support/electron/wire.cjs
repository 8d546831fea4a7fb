'use strict'
// Structured clone as JSON; the same source runs in Node and in the page.

function makeWire() {
  const viewNames = [
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'Float32Array',
    'Float64Array',
    'DataView'
  ]
  const toBase64 = bytes => {
    let binary = ''
    for (const byte of bytes) binary += String.fromCharCode(byte)
    return btoa(binary)
  }
  const fromBase64 = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0))
  const entries = (object, change) =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]))

  const enc = value => {
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'number', v: String(value) }
    if (typeof value === 'function' || typeof value === 'symbol' || value instanceof Promise) {
      throw new Error('An object could not be cloned.')
    }
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(enc)
    if (value instanceof Date) return { $: 'date', v: value.getTime() }
    if (value instanceof Error) return { $: 'error', message: value.message }
    if (value instanceof ArrayBuffer) return { $: 'buffer', v: toBase64(new Uint8Array(value)) }
    if (ArrayBuffer.isView(value)) {
      const type = viewNames.find(name => value instanceof globalThis[name])
      return {
        $: 'view',
        type,
        v: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      }
    }
    return { $: 'object', v: entries(value, enc) }
  }

  const dec = value => {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(dec)
    switch (value.$) {
      case 'undefined':
        return undefined
      case 'number':
        return Number(value.v)
      case 'date':
        return new Date(value.v)
      case 'error':
        return new Error(value.message)
      case 'buffer':
        return fromBase64(value.v).buffer
      case 'view':
        return new globalThis[value.type](fromBase64(value.v).buffer)
      default:
        return entries(value.v, dec)
    }
  }
  return { enc, dec }
}

module.exports = { makeWire, ...makeWire() }
