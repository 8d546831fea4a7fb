import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { runFfmpeg, writeWav } from '../../tests/support/audio.ts'

/** Files made to take memory, in a new folder. Holes on the disk stand for zeros, so that little of it is used. */
export function makeBombs(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const at = (name: string): string => join(folder, name)
  const wav = writeWav(at('plain.wav'), { seconds: 3 })
  for (const name of ['a.flac', 'a.mp3', 'a.ogg', 'a.m4a']) runFfmpeg(['-i', wav, at(name)])
  for (const name of ['a.flac', 'a.mp3', 'a.ogg']) {
    const tailed = at(`tail-${name}`)
    copyFileSync(at(name), tailed)
    truncateSync(tailed, 1_500_000_000)
  }
  const sound = readFileSync(at('a.mp3'))
  const size = (n: number): Buffer => Buffer.of((n >> 21) & 127, (n >> 14) & 127, (n >> 7) & 127, n & 127)
  const long = 200_000_000
  for (const frame of ['APIC', 'TIT2', 'COMM']) {
    const head = Buffer.concat([
      Buffer.from('ID3\u0004\u0000\u0000', 'latin1'),
      size(long + 10),
      Buffer.from(frame),
      size(long),
      Buffer.of(0, 0, 3)
    ])
    holed(at(`id3-${frame}.mp3`), head, long - 1, sound)
  }
  const plain = readFileSync(wav)
  const list = Buffer.alloc(20)
  list.write('LIST', 0)
  list.writeUInt32LE(long, 4)
  list.write('INFOINAM', 8)
  list.writeUInt32LE(long - 12, 16)
  holed(at('list.wav'), Buffer.concat([plain.subarray(0, 36), list]), long - 12, plain.subarray(36))
  const wide = Buffer.from(plain.subarray(0, 44))
  wide.writeUInt16LE(60, 22)
  wide.writeUInt32LE(192_000, 24)
  wide.writeUInt32LE(192_000 * 120, 28)
  wide.writeUInt16LE(120, 32)
  wide.writeUInt32LE(long, 40)
  holed(at('wide.wav'), wide, long, Buffer.alloc(0))
  runFfmpeg(['-f', 'lavfi', '-i', 'anullsrc=r=96000:cl=7.1:d=900', at('silence.flac')])
}

function holed(path: string, head: Buffer, hole: number, tail: Buffer): void {
  const file = openSync(path, 'w')
  writeSync(file, head)
  writeSync(file, tail, 0, tail.length, head.length + hole)
  closeSync(file)
  if (tail.length === 0) truncateSync(path, head.length + hole)
}
