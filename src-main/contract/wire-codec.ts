/**
 * The wire as text, for WebSockets: JSON in which a typed array becomes `{"$array": "Float32Array", "base64": "…"}`.
 * Lone surrogates (escaped path bytes) survive because JSON.stringify writes them as \u escapes.
 * Numbers are in the machine's byte order; every machine this runs on is little-endian.
 */

/**
 * Longest message a page may send over a socket, bytes: the largest are playlist files that a person chose. A server
 * closes the connection on a longer one, so the page has to know.
 */
export const longestSocketMessage = 64 * 1024 * 1024

const arrayTypes = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array
} as const

type ArrayName = keyof typeof arrayTypes

interface Envelope {
  $array: ArrayName
  base64: string
}

/** Throws a TypeError for what has no place on the wire (a DataView, a BigInt). */
export function encodeWire(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (ArrayBuffer.isView(part) ? envelope(part) : part))
}

/** Throws for text that is not JSON, and for an envelope that holds no array. */
export function decodeWire(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) => (isEnvelope(part) ? open(part) : part))
}

function envelope(view: ArrayBufferView): Envelope {
  const name = (Object.keys(arrayTypes) as ArrayName[]).find(
    candidate => Object.prototype.toString.call(view) === `[object ${candidate}]`
  )
  if (!name) throw new TypeError('This kind of binary data cannot cross the wire.')
  return { $array: name, base64: toBase64(new Uint8Array(view.buffer, view.byteOffset, view.byteLength)) }
}

function isEnvelope(part: unknown): part is { $array: unknown; base64: unknown } {
  return typeof part === 'object' && part !== null && Object.hasOwn(part, '$array')
}

function open(part: { $array: unknown; base64: unknown }): ArrayBufferView {
  const { $array: name, base64 } = part
  if (typeof name !== 'string' || !Object.hasOwn(arrayTypes, name) || typeof base64 !== 'string') {
    throw new TypeError('An array envelope is damaged.')
  }
  return new arrayTypes[name as ArrayName](fromBase64(base64).buffer)
}

interface NodeBuffer {
  from(bytes: ArrayBufferLike, at: number, length: number): { toString(encoding: 'base64'): string }
}

/** Node's btoa takes a hundred times as long as its Buffer, which a page does not have. */
function toBase64(bytes: Uint8Array): string {
  const { Buffer } = globalThis as { Buffer?: NodeBuffer }
  return Buffer
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
    : btoa(binaryOf(bytes))
}

/** In blocks, because a call takes only so many arguments. */
function binaryOf(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return binary
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}
