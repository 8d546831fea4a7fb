import { generator } from '../../src-main/core/kernels/random.ts'

// Songs whose tempo and key are known, as MIDI: twelve grooves, eight sets of instruments, all keys.

export interface MadeSong {
  groove: string
  bpm: number
  /** 0 to 11 from C. */
  tonic: number
  mode: 'major' | 'minor'
  midi: Buffer
}

type Mode = MadeSong['mode']
type Random = () => number
interface MidiEvent {
  tick: number
  bytes: number[]
}
interface Groove {
  beats: number
  tempi: [slowest: number, fastest: number]
  /** General MIDI drum to the beats of a bar it is struck at. */
  drums: Record<number, number[]>
  /** Chords are played one note after the other. */
  broken?: boolean
}

const quarter = 480
const seconds = 45
const every = (step: number, beats = 4): number[] => Array.from({ length: beats / step }, (_, i) => i * step)
const scales = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] }
// prettier-ignore
const progressions = {
  major: [[1, 5, 6, 4], [1, 4, 5, 1], [2, 5, 1, 6], [1, 6, 4, 5], [1, 4, 1, 5]],
  minor: [[1, 6, 3, 7], [1, 4, 5, 1], [1, 7, 6, 5], [1, 4, 7, 3], [6, 7, 1, 1]]
}
// prettier-ignore
const instruments = [
  [0, 33, 73], [4, 38, 81], [24, 32, 66], [48, 43, 68], [25, 33, 26], [16, 34, 56], [89, 39, 80], [6, 43, 40]
]
// prettier-ignore
const grooves: Record<string, Groove> = {
  rock: { beats: 4, tempi: [90, 160], drums: { 36: [0, 2, 2.5], 38: [1, 3], 42: every(0.5) } },
  'four to the floor': { beats: 4, tempi: [110, 145], drums: { 36: every(1), 39: [1, 3], 46: [0.5, 1.5, 2.5, 3.5] } },
  'hip hop': { beats: 4, tempi: [75, 105], drums: { 36: [0, 0.75, 2.5], 38: [1, 3], 42: every(0.5) } },
  bossa: { beats: 4, tempi: [100, 150], drums: { 36: [0, 1.5, 2, 3.5], 37: [0, 1.5, 3], 42: every(0.5) } },
  'drum and bass': { beats: 4, tempi: [160, 180], drums: { 36: [0, 2.5], 38: [1, 3], 42: every(0.5) } },
  waltz: { beats: 3, tempi: [80, 180], drums: { 36: [0], 42: [1, 2], 38: [2] }, broken: true },
  swing: { beats: 4, tempi: [100, 180], drums: { 36: [0, 2], 51: [0, 1, 1.667, 2, 3, 3.667], 44: [1, 3] } },
  shuffle: { beats: 4, tempi: [80, 140], drums: { 36: [0, 2], 38: [1, 3], 42: every(1).flatMap(b => [b, b + 0.667]) } },
  'half time': { beats: 4, tempi: [120, 170], drums: { 36: [0, 0.5], 38: [2], 42: every(0.5) } },
  sixteenths: { beats: 4, tempi: [80, 125], drums: { 36: [0, 1.75, 2.5], 38: [1, 3], 42: every(0.25) } },
  'no drums': { beats: 4, tempi: [60, 130], drums: {}, broken: true },
  ballad: { beats: 4, tempi: [60, 90], drums: { 36: [0, 2], 37: [1, 3] }, broken: true }
}
/** Those of the songs that go through all keys. */
const keyGrooves = ['no drums', 'rock', 'four to the floor', 'bossa', 'swing', 'ballad']

/** Ten songs a groove over its tempi, then four in each of the 24 keys: the same 216 for the same seed. */
export function madeSongs(seed: number): MadeSong[] {
  const random = generator(seed)
  const songs: MadeSong[] = []
  const add = (groove: string, bpm: number, tonic: number, mode: Mode, progression: number[]): void => {
    const rounded = Math.round(bpm * 10) / 10
    const sounds = instruments[(songs.length * (songs.length < 120 ? 1 : 3)) % instruments.length]!
    const midi = songOf(random, grooves[groove]!, rounded, tonic, mode, progression, sounds)
    songs.push({ groove, bpm: rounded, tonic, mode, midi })
  }
  for (const [name, { tempi }] of Object.entries(grooves)) {
    for (let i = 0; i < 10; i++) {
      const mode = songs.length % 2 === 0 ? 'major' : 'minor'
      const bpm = tempi[0] + ((tempi[1] - tempi[0]) * (i + random())) / 10
      add(name, bpm, (songs.length * 5) % 12, mode, one(random, progressions[mode]))
    }
  }
  for (let i = 0; i < 96; i++) {
    const mode = Math.floor(i / 4) % 2 === 0 ? 'major' : 'minor'
    add(one(random, keyGrooves), 80 + 60 * random(), Math.floor(i / 8), mode, progressions[mode][i % 4]!)
  }
  return songs
}

function songOf(
  random: Random,
  groove: Groove,
  bpm: number,
  tonic: number,
  mode: Mode,
  progression: number[],
  sounds: number[]
): Buffer {
  const { beats, drums, broken } = groove
  const events: MidiEvent[] = sounds.map((sound, channel) => ({ tick: 0, bytes: [0xc0 | channel, sound] }))
  const within = (most: number): number => Math.round((random() * 2 - 1) * most)
  const note = (
    channel: number,
    pitch: number,
    force: number,
    beat: number,
    length: number,
    shake = 6
  ): void => {
    const tick = Math.max(0, Math.round(beat * quarter) + within(shake))
    events.push({ tick, bytes: [0x90 | channel, pitch, Math.min(127, force)] })
    events.push({ tick: tick + Math.round(length * quarter), bytes: [0x80 | channel, pitch, 0] })
  }
  const bars = Math.floor((seconds * bpm) / 60 / beats) + 1
  const swings = 51 in drums
  for (let bar = 0; bar < bars; bar++) {
    const start = bar * beats
    const pitches = chordOf(48 + tonic, mode, progression[bar % progression.length]!)
    const step = beats === 3 ? 1 : 0.5
    if (broken)
      for (const [i, at] of every(step, beats).entries())
        note(0, pitches[i % 3]! + 12, 70 + within(12), start + at, 0.5)
    else
      for (const at of every(2, beats)) for (const pitch of pitches) note(0, pitch + 12, 70, start + at, 1.95)
    for (let beat = 0; beat < beats; beat++) {
      if (!swings && beat % 2 === 1 && random() >= 0.4) continue
      const fifth = pitches[2]! - (pitches[2]! > 52 ? 24 : 12)
      note(1, beat % 2 === 0 ? pitches[0]! - 12 : fifth, 88, start + beat, 0.9)
    }
    for (let at = 0; at < beats;) {
      const length = one(random, [0.5, 0.5, 1, 1, 2])
      const pitch = random() < 0.6 ? one(random, pitches) + 24 : tonic + 72 + one(random, scales[mode])
      if (random() < 0.75) note(2, Math.min(pitch, 100), 80 + within(15), start + at, length * 0.9)
      at += length
    }
    for (const [drum, struck] of Object.entries(drums)) {
      const force = drum === '36' || drum === '38' ? 100 : 70
      for (const at of struck) note(9, Number(drum), force + within(10), start + at, 0.125, 3)
    }
  }
  return fileOf(bpm, events)
}

/** A triad on a step of the scale; the dominant of minor keys is major. */
function chordOf(tonic: number, mode: Mode, degree: number): number[] {
  const pitches = [0, 2, 4].map(third => {
    const step = degree - 1 + third
    return tonic + scales[mode][step % 7]! + 12 * Math.floor(step / 7)
  })
  if (mode === 'minor' && degree === 5) pitches[1]! += 1
  return pitches
}

function fileOf(bpm: number, events: MidiEvent[]): Buffer {
  const micros = Math.round(60e6 / bpm)
  const track = [0, 0xff, 0x51, 3, (micros >> 16) & 255, (micros >> 8) & 255, micros & 255]
  let now = 0
  for (const { tick, bytes } of events.toSorted((a, b) => a.tick - b.tick)) {
    track.push(...lengthOf(tick - now), ...bytes)
    now = tick
  }
  track.push(...lengthOf(quarter), 0xff, 0x2f, 0)
  const head = Buffer.from('MThd\0\0\0\x06\0\0\0\x01\0\0MTrk\0\0\0\0', 'latin1')
  head.writeUInt16BE(quarter, 12)
  head.writeUInt32BE(track.length, 18)
  return Buffer.concat([head, Buffer.from(track)])
}

/** Seven bits a byte, all but the last marked. */
function lengthOf(ticks: number): number[] {
  const bytes = [ticks & 127]
  for (let left = ticks >> 7; left > 0; left >>= 7) bytes.unshift((left & 127) | 128)
  return bytes
}

function one<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!
}
