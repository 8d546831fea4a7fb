// How good are the measured tempi and keys? Judged on made songs, whose tempo and key are known.
// usage: node scripts/evaluate/measurements.ts FOLDER SOUNDFONT...   (fluidsynth renders what FOLDER lacks)
//
// The seed is not the one of the songs that the method was settled on. Look at the figures, and never tune on them:
// who has to tune takes another seed, so that these songs stay unseen.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SoundMeter } from '../../src-main/core/audio/measure/measure.ts'
import { madeSongs } from './made-songs.ts'
import type { MadeSong } from './made-songs.ts'

const seed = 20_261_123
const rate = 16_000
const names = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B']
const otherNames: Record<string, number> = { 'C#': 1, 'G#': 8 }

const [folder, ...fonts] = process.argv.slice(2)
if (folder === undefined || fonts.length === 0) {
  console.error('usage: node scripts/evaluate/measurements.ts FOLDER SOUNDFONT...')
  process.exit(2)
}
mkdirSync(folder, { recursive: true })

/** How often each verdict fell, and how sure the meter was of it. */
class Tally {
  readonly #confidences = new Map<string, number[]>()

  add(verdict: string, confidence: number): void {
    this.#confidences.set(verdict, [...(this.#confidences.get(verdict) ?? []), confidence])
  }

  count(verdict: string): number {
    return this.#confidences.get(verdict)?.length ?? 0
  }

  /** Counts, and the 10th, 50th and 90th percentile of the confidences. */
  text(): string {
    return [...this.#confidences]
      .map(([verdict, values]) => {
        const sorted = values.toSorted((a, b) => a - b)
        const at = (share: number): string => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(2)
        return `${verdict} ${values.length} (sure ${at(0.1)} ${at(0.5)} ${at(0.9)})`
      })
      .join(', ')
  }
}

/** Mono at 16 kHz. */
function rendered(song: MadeSong, index: number): Float32Array {
  const path = join(folder!, `${index}.wav`)
  if (!existsSync(path)) {
    const midi = join(folder!, `${index}.mid`)
    writeFileSync(midi, song.midi)
    const args = [
      '-ni',
      '-q',
      '-g',
      '0.6',
      '-r',
      String(rate),
      '-F',
      path,
      fonts[index % fonts.length]!,
      midi
    ]
    const { status, error } = spawnSync('fluidsynth', args, { stdio: 'ignore' })
    if (status !== 0) throw error ?? new Error(`fluidsynth ended with ${status ?? 'a signal'}`)
  }
  const bytes = readFileSync(path)
  const samples = new Float32Array((bytes.length - 44) >> 2)
  for (let i = 0; i < samples.length; i++) {
    samples[i] = (bytes.readInt16LE(44 + 4 * i) + bytes.readInt16LE(46 + 4 * i)) / 65_536
  }
  return samples
}

function tempoVerdict(song: MadeSong, bpm: number | null): string {
  if (bpm === null) return 'none'
  const near = (ratio: number): boolean => Math.abs(bpm / song.bpm / ratio - 1) < 0.04
  return near(1) ? 'right' : near(2) || near(0.5) ? 'half or double' : 'other'
}

function keyVerdict(song: MadeSong, key: string | null): string {
  if (key === null) return 'none'
  const [name, mode] = key.split(' ') as [string, string]
  const steps = ((otherNames[name] ?? names.indexOf(name)) - song.tonic + 12) % 12
  if (mode === song.mode) return steps === 0 ? 'right' : steps === 5 || steps === 7 ? 'fifth' : 'other'
  return steps === (song.mode === 'major' ? 9 : 3) ? 'relative' : 'other'
}

const tempi = new Tally()
const keys = new Tally()
const perGroove = new Map<string, Tally>()
let [off, others] = [0, 0]
for (const [index, song] of madeSongs(seed).entries()) {
  const meter = new SoundMeter()
  meter.push(rendered(song, index))
  const found = meter.end(null)
  const tempo = tempoVerdict(song, found.bpm)
  tempi.add(tempo, found.bpmConfidence)
  keys.add(keyVerdict(song, found.key), found.keyConfidence)
  if (!perGroove.has(song.groove)) perGroove.set(song.groove, new Tally())
  perGroove.get(song.groove)!.add(tempo, found.bpmConfidence)
  if (tempo === 'right') off += Math.abs(found.bpm! - song.bpm)
  else if (tempoVerdict(song, found.bpmOther) === 'right') others++
}
console.log(`tempo: ${tempi.text()}`)
console.log(
  `right tempi are off by ${(off / tempi.count('right')).toFixed(3)}; the other one is right: ${others}`
)
for (const [groove, tally] of perGroove) console.log(`  ${groove}: ${tally.text()}`)
console.log(`key: ${keys.text()}`)
