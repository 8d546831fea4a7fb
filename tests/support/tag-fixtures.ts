import { readFileSync, writeFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { join } from 'node:path'
import { runFfmpeg, writeWav } from './audio.ts'
import { joinedPages } from './ogg-fixture.ts'

/** Audio files in every format and with every kind of tag there is. Tags beyond ffmpeg's are put together here. */
export interface TagFixture {
  name: string
  path: string
}

type Version = 2 | 3 | 4

const common = ['-metadata', 'title=Ève', '-metadata', 'artist=Sœurs', '-metadata', 'album=One']
const plain = ['-metadata', 'genre=Rock', '-metadata', 'comment=as bought', '-metadata', 'track=3/12']

/** Makes all of them in a folder: about one second of sound each. */
export function makeTagFixtures(folder: string): TagFixture[] {
  const wav = writeWav(join(folder, 'source.wav'), { seconds: 1.2, shape: 'chirp' })
  const png = join(folder, 'cover.png')
  writeFileSync(png, picture())
  const made: TagFixture[] = []
  const encode = (name: string, extension: string, ...args: string[]): string => {
    const second = args.includes('1:v') ? ['-i', png] : []
    const path = join(folder, `${name}.${extension}`)
    runFfmpeg(['-i', wav, ...second, '-map_metadata', '-1', '-fflags', '+bitexact', ...args, path])
    made.push({ name: `${name}.${extension}`, path })
    return path
  }
  const derive = (name: string, extension: string, bytes: Buffer): void => {
    const path = join(folder, `${name}.${extension}`)
    writeFileSync(path, bytes)
    made.push({ name: `${name}.${extension}`, path })
  }

  const mp3 = readFileSync(encode('bare', 'mp3', '-id3v2_version', '0', '-write_xing', '0'))
  encode('tagged-v23', 'mp3', ...common, ...plain, '-id3v2_version', '3')
  encode('tagged-v24-id3v1', 'mp3', ...common, ...plain, '-id3v2_version', '4', '-write_id3v1', '1')
  for (const version of [2, 3, 4] as const)
    derive(`full-v2${version}`, 'mp3', Buffer.concat([id3(version), mp3]))
  derive('unsynchronised-v23', 'mp3', Buffer.concat([id3(3, { unsynchronised: true }), mp3]))
  derive('tight-v24', 'mp3', Buffer.concat([id3(4, { padding: 0 }), mp3]))
  derive('id3v1-only', 'mp3', Buffer.concat([mp3, id3v1()]))
  derive('ape-id3v1', 'mp3', Buffer.concat([id3(3), mp3, ape(), id3v1()]))
  derive('ape-only', 'mp3', Buffer.concat([mp3, ape()]))

  const aac = readFileSync(encode('bare', 'aac', '-c:a', 'aac'))
  derive('full-v24', 'aac', Buffer.concat([id3(4), aac]))

  encode('bare', 'flac')
  encode('tagged', 'flac', ...common, ...plain)
  const cover = ['-map', '0:a', '-map', '1:v', '-c:v', 'copy', '-disposition:v', 'attached_pic']
  const flac = readFileSync(encode('cover', 'flac', ...cover, ...common, ...plain))
  derive('blocks', 'flac', withBlocks(flac))

  for (const [extension, codec] of [
    ['ogg', 'libvorbis'],
    ['opus', 'libopus'],
    ['oga', 'flac']
  ] as const) {
    encode('bare', extension, '-c:a', codec)
    const tagged = readFileSync(encode('tagged', extension, '-c:a', codec, ...common, ...plain))
    if (extension !== 'oga') derive('sound-beside-headers', extension, joinedPages(tagged))
    const big = `METADATA_BLOCK_PICTURE=${pictureBlock(80_000).toString('base64')}`
    encode('cover', extension, '-c:a', codec, ...common, '-metadata', big)
  }

  encode('bare', 'm4a', '-c:a', 'aac')
  encode('tagged', 'm4a', '-c:a', 'aac', ...common, ...plain, '-metadata', 'compilation=1')
  encode('faststart', 'm4a', '-c:a', 'aac', ...common, ...plain, '-movflags', '+faststart')
  encode('cover', 'm4a', ...cover, '-c:a', 'aac', ...common, ...plain)
  encode('lossless', 'm4a', '-c:a', 'alac', ...common, '-movflags', '+faststart')

  const wave = readFileSync(encode('bare', 'wav'))
  encode('info', 'wav', ...common, ...plain)
  for (const version of [3, 4] as const) {
    derive(`full-v2${version}`, 'wav', withChunk(wave, 'id3 ', id3(version), true))
  }
  const aiff = readFileSync(encode('bare', 'aiff'))
  for (const version of [3, 4] as const) {
    derive(`full-v2${version}`, 'aiff', withChunk(aiff, 'ID3 ', id3(version), false))
  }

  encode('bare', 'wv')
  encode('tagged', 'wv', ...common, ...plain)
  return made
}

/** A grey square. */
function picture(): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(type), body, Buffer.alloc(4)])
    bytes.writeUInt32BE(body.length)
    bytes.writeUInt32BE(crc(bytes.subarray(4, 8 + body.length)), 8 + body.length)
    return bytes
  }
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0])
  const rows = deflateSync(Buffer.alloc(8 * 9, 0x70))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** As FLAC and Vorbis comments wrap a picture: with so many bytes behind it that it needs several pages. */
function pictureBlock(extra: number): Buffer {
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return bytes
  }
  const image = Buffer.concat([picture(), Buffer.alloc(extra, 7)])
  const type = Buffer.from('image/png')
  const size = [8, 8, 8, 0].map(number)
  return Buffer.concat([
    number(3),
    number(type.length),
    type,
    number(0),
    ...size,
    number(image.length),
    image
  ])
}

function crc(bytes: Buffer): number {
  let value = -1
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return ~value >>> 0
}

/** A tag with names, numbers, a picture, and frames that few programs know. */
export function id3(version: Version, options: { unsynchronised?: boolean; padding?: number } = {}): Buffer {
  const latin = (text: string): Buffer => Buffer.from(`\0${text}`, 'latin1')
  const wide = (text: string): Buffer =>
    Buffer.from(`\x01${Buffer.from(`\uFEFF${text}`, 'utf16le').toString('latin1')}`, 'latin1')
  const raw = (text: string): Buffer => Buffer.from(text, 'latin1')
  const old = version === 2
  const frames: [string, string, Buffer][] = [
    ['TT2', 'TIT2', wide('Ève 夜')],
    ['TP1', 'TPE1', latin('S/urs')],
    ['TCO', 'TCON', latin('(17)')],
    ['TRK', 'TRCK', latin('3/12')],
    ['TYE', version === 4 ? 'TDRC' : 'TYER', latin('1999')],
    ['COM', 'COMM', raw('\0eng\0as bought')],
    ['COM', 'COMM', raw('\0engiTunNORM\0 00000A10 00000A10')],
    ['TXX', 'TXXX', raw('\0REPLAYGAIN_TRACK_GAIN\0-6.20 dB')],
    ['TXX', 'TXXX', raw('\0Mood\0old mood')],
    ['POP', 'POPM', raw('rating@example.org\0\x80\0\0\0\x05')],
    ['UFI', 'UFID', raw('http://musicbrainz.org\0abc-123')],
    ['ULT', 'USLT', raw('\0engsung\0La la\nla')],
    ['GEO', 'GEOB', raw('\0application/octet-stream\0a.bin\0b\0\x01\x02\xff\xe0\xff\0\xff')],
    ['PIC', 'APIC', Buffer.concat([raw(old ? '\0PNG\x03front\0' : '\0image/png\0\x03front\0'), picture()])]
  ]
  if (!old) {
    frames.push(['', 'PRIV', raw('someone\0\x00\xff\xfb\x90\x00')])
    frames.push(['', 'WOAR', raw('https://example.org')])
    frames.push(['', 'XYZQ', raw('nobody knows this')])
  }
  const content = Buffer.concat([
    ...frames.map(([two, id, body]) => frameOf(old ? two : id, body, version)),
    Buffer.alloc(options.padding ?? 200)
  ])
  const written = options.unsynchronised === true ? unsynchronise(content) : content
  const head = Buffer.from([0x49, 0x44, 0x33, version, 0, options.unsynchronised === true ? 0x80 : 0])
  return Buffer.concat([head, synchsafe(written.length), written])
}

function frameOf(id: string, body: Buffer, version: Version): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(body.length)
  if (version === 2) return Buffer.concat([Buffer.from(id), size.subarray(1), body])
  return Buffer.concat([
    Buffer.from(id),
    version === 4 ? synchsafe(body.length) : size,
    Buffer.alloc(2),
    body
  ])
}

function synchsafe(value: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map(shift => (value >> shift) & 0x7f))
}

function unsynchronise(bytes: Buffer): Buffer {
  const out: number[] = []
  bytes.forEach((byte, i) => {
    out.push(byte)
    const next = bytes[i + 1] ?? 0
    if (byte === 0xff && (next === 0 || next >= 0xe0)) out.push(0)
  })
  return Buffer.from(out)
}

export function id3v1(): Buffer {
  const bytes = Buffer.alloc(128)
  bytes.write('TAG')
  bytes.write('Eve', 3)
  bytes.write('old comment', 97)
  bytes[126] = 3
  bytes[127] = 8
  return bytes
}

export function ape(): Buffer {
  const items = [
    ['Genre', 'Rock'],
    ['Title', 'Ève'],
    ['REPLAYGAIN_TRACK_GAIN', '-6.20 dB'],
    ['Mood', 'old mood']
  ] as const
  const body = Buffer.concat(
    items.map(([name, value]) => {
      const head = Buffer.alloc(8)
      head.writeUInt32LE(Buffer.byteLength(value))
      return Buffer.concat([head, Buffer.from(`${name}\0${value}`)])
    })
  )
  const foot = Buffer.alloc(32)
  foot.write('APETAGEX')
  foot.writeUInt32LE(2000, 8)
  foot.writeUInt32LE(body.length + 32, 12)
  foot.writeUInt32LE(items.length, 16)
  return Buffer.concat([body, foot])
}

/** Adds a block of an application right behind the first one, and takes out the padding. */
function withBlocks(flac: Buffer): Buffer {
  const parts = [flac.subarray(0, 42), Buffer.from([2, 0, 0, 12]), Buffer.from('TESTsomedata')]
  let at = 42
  for (let last = false; !last;) {
    const length = 4 + flac.readUIntBE(at + 1, 3)
    last = (flac[at]! & 0x80) !== 0
    if ((flac[at]! & 0x7f) !== 1)
      parts.push(Buffer.concat([Buffer.of(flac[at]! & 0x7f), flac.subarray(at + 1, at + length)]))
    at += length
  }
  const closing = parts.at(-1)!
  closing[0] = closing[0]! | 0x80
  return Buffer.concat([...parts, flac.subarray(at)])
}

function withChunk(file: Buffer, id: string, body: Buffer, little: boolean): Buffer {
  const size = Buffer.alloc(4)
  const even = Buffer.concat([body, Buffer.alloc(body.length & 1)])
  if (little) size.writeUInt32LE(body.length)
  else size.writeUInt32BE(body.length)
  const whole = Buffer.concat([file, Buffer.from(id), size, even])
  if (little) whole.writeUInt32LE(whole.length - 8, 4)
  else whole.writeUInt32BE(whole.length - 8, 4)
  return whole
}
