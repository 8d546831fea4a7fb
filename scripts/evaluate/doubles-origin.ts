// Is a lossless file told that was made of a lossy one? Prints where the spectra of made files end, for docs/doubles.md.
// usage: node scripts/evaluate/doubles-origin.ts MUSIC WORK
//   MUSIC: a folder with tracker modules, which ffmpeg renders: nothing was ever taken out of what they sound like.
//   WORK: a folder for what is made.
//
// The weights of src-main/core/doubles/origin.ts are settled on every other module; the figures are those of the rest.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findDecoder } from '../../src-main/core/audio/find-decoder.ts'
import { originOf } from '../../src-main/core/doubles/origin.ts'
import { PrintMaker, printRate } from '../../src-main/core/doubles/sound/print.ts'
import type { Edge } from '../../src-main/core/doubles/sound/edge.ts'
import { wilson } from './measure.ts'

const [music, work] = process.argv.slice(2)
if (!music || !work) {
  console.error('usage: node scripts/evaluate/doubles-origin.ts MUSIC WORK')
  process.exit(2)
}

/** How each is made; null: as it is rendered. The second half of a name after ":" is done to the music before. */
const made: readonly [name: string, lossy: boolean, before: string, codec: string | null, ending: string][] =
  [
    ['as rendered', false, 'anull', null, ''],
    ['quiet and old: no more than 7 kHz, hiss', false, 'lowpass=f=7000:p=1,volume=-14dB', null, ''],
    ['mp3 128', true, 'anull', '-c:a libmp3lame -b:a 128k', 'mp3'],
    ['mp3 192', true, 'anull', '-c:a libmp3lame -b:a 192k', 'mp3'],
    ['mp3 256', true, 'anull', '-c:a libmp3lame -b:a 256k', 'mp3'],
    ['mp3 320', true, 'anull', '-c:a libmp3lame -b:a 320k', 'mp3'],
    ['aac 128', true, 'anull', '-c:a aac -b:a 128k', 'm4a'],
    ['opus 128', true, 'anull', '-ar 48000 -c:a libopus -b:a 128k', 'opus']
  ]

const ffmpeg = (...args: string[]): void =>
  void execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', '-threads', '1', ...args])

mkdirSync(work, { recursive: true })
const modules = readdirSync(music, { recursive: true, encoding: 'utf8' })
  .filter(path => /\.(it|s3m|mod|xm)$/i.test(path))
  .sort()
const { decoder } = await findDecoder()
const found: { half: 0 | 1; name: string; lossy: boolean; edge: Edge; module: string }[] = []
for (const [i, module] of modules.entries()) {
  for (const [name, lossy, before, codec, ending] of made) {
    const [flac, between] = [join(work, 'made.flac'), join(work, `between.${ending}`)]
    const cut = ['-ss', '5', '-t', '30', '-i', join(music, module), '-af', before, '-ac', '2', '-ar', '44100']
    if (codec === null) ffmpeg(...cut, '-sample_fmt', 's16', flac)
    else {
      ffmpeg(...cut, ...codec.split(' '), between)
      ffmpeg('-i', between, '-ar', '44100', '-sample_fmt', 's16', flac)
      rmSync(between)
    }
    const maker = new PrintMaker()
    for await (const block of decoder.decode(flac, { sampleRate: printRate })) maker.push(block)
    found.push({ half: (i % 2) as 0 | 1, name, lossy, edge: maker.end().edge, module })
  }
  writeFileSync(join(work, 'edges.json'), JSON.stringify(found))
}
rmSync(join(work, 'made.flac'))

for (const half of [0, 1] as const) {
  console.log(half === 0 ? '\nsettled on' : '\nfigures')
  for (const [name, some] of Map.groupBy(
    found.filter(one => one.half === half),
    one => one.name
  )) {
    const said = some.map(({ edge }) => originOf(edge).says)
    const count = (of: string): number => said.filter(one => one === of).length
    const [low, high] = wilson(count(some[0]!.lossy ? 'lossy' : 'lossless'), some.length)
    const right = `${(low * 100).toFixed(0)} to ${(high * 100).toFixed(0)} %`
    console.log(
      `| ${name} | ${some.length} | ${count('lossless')} | ${count('lossy')} | ${count('unclear')} | ${right} |`
    )
  }
}
