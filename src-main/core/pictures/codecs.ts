import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js'
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js'
import decodePng, { init as initPngDecoder } from '@jsquash/png/decode.js'
import encodePng, { init as initPngEncoder } from '@jsquash/png/encode.js'
import resize, { initResize } from '@jsquash/resize'
import decodeWebp, { init as initWebp } from '@jsquash/webp/decode.js'
import type { PictureMime } from './facts.ts'

/**
 * The codecs of Squoosh, each made ready when it is first used. In WebAssembly, so that a hostile picture reaches nothing
 * but a memory of its own. They block for up to seconds: for workers.
 */

/** Points as the codecs give and take them: the page's class, of which Node has none. */
export class Points {
  readonly colorSpace: 'srgb' | 'display-p3' = 'srgb'
  readonly data: Uint8ClampedArray<ArrayBuffer>
  readonly width: number
  readonly height: number

  constructor(data: Uint8ClampedArray<ArrayBuffer>, width: number, height: number) {
    this.data = data
    this.width = width
    this.height = height
  }
}
Object.assign(globalThis, { ImageData: Points })

declare const WebAssembly: { Module: new (bytes: Uint8Array) => object }
const { resolve } = createRequire(import.meta.url)
const compiled = (name: string): object => new WebAssembly.Module(readFileSync(resolve(name)))

/** What is made ready once. */
function once(ready: () => Promise<unknown>): () => Promise<unknown> {
  let began: Promise<unknown> | null = null
  return () => (began ??= ready())
}

const ready = {
  jpegDecoder: once(() => initJpegDecoder(compiled('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'))),
  jpegEncoder: once(() => initJpegEncoder(compiled('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'))),
  png: once(async () => {
    const module = compiled('@jsquash/png/codec/pkg/squoosh_png_bg.wasm')
    await initPngDecoder(module)
    await initPngEncoder(module)
  }),
  webp: once(() => initWebp(compiled('@jsquash/webp/codec/dec/webp_dec.wasm'))),
  resize: once(() => initResize(compiled('@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm')))
}

/** Null for a kind that none of them reads. Throws what they throw for damaged bytes. */
export async function decodePicture(bytes: ArrayBuffer, mime: PictureMime): Promise<Points | null> {
  switch (mime) {
    case 'image/jpeg':
      await ready.jpegDecoder()
      return decodeJpeg(bytes, { preserveOrientation: true })
    case 'image/png':
      await ready.png()
      return decodePng(bytes)
    case 'image/webp':
      await ready.webp()
      return decodeWebp(bytes)
    default:
      return null
  }
}

export async function resizePicture(picture: Points, width: number, height: number): Promise<Points> {
  await ready.resize()
  return resize(picture, { width, height })
}

/** Of a hundred: what cannot be told from the original at arm's length. */
const quality = 88

export async function encodePicture(picture: Points, mime: 'image/jpeg' | 'image/png'): Promise<ArrayBuffer> {
  if (mime === 'image/png') {
    await ready.png()
    return encodePng(picture)
  }
  await ready.jpegEncoder()
  return encodeJpeg(picture, { quality })
}
