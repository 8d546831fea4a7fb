import { join } from 'node:path'
import { findDecoder } from '../../src-main/core/audio/find-decoder.ts'
import { decodeAll, run, spentOn } from './decoding.ts'
import { musicAt } from './music.ts'
import type { BenchRow } from './row.ts'

/** What all of them read. */
const kinds = ['ogg', 'mp3', 'flac']
/** Milliseconds: a peer that takes longer is said to, and the next one has its turn. */
const longest = { install: 300_000, run: 600_000 }

export interface Peer {
  name: string
  /** What PyPI is asked for. */
  packages: string[]
  /** Python that works on the files it is given, one after the other. */
  script: string
  does: string
}

const peers: Peer[] = [
  {
    name: 'sonara 0.3.6',
    packages: ['sonara==0.3.6', 'numpy==2.4.6'],
    script: 'import sys, sonara\nfor path in sys.argv[1:]: sonara.analyze_file(path, mode="compact")',
    does: 'mode compact: tempo, loudness and the like, no embedding'
  },
  {
    name: 'bliss-audio 0.2.0',
    packages: ['bliss-audio==0.2.0'],
    script: 'import sys, bliss_audio\nfor path in sys.argv[1:]: bliss_audio.Song(path)',
    does: 'a vector of 23 numbers a track'
  },
  {
    name: 'essentia 2.1b6.dev1389',
    packages: ['essentia==2.1b6.dev1389'],
    script: [
      'import sys, essentia.standard as es',
      'for path in sys.argv[1:]:',
      '  sound = es.MonoLoader(filename=path, sampleRate=44100)()',
      '  es.RhythmExtractor2013(method="degara")(sound), es.KeyExtractor()(sound)'
    ].join('\n'),
    does: 'tempo (degara) and key, no loudness, no embedding'
  },
  {
    name: 'musicnn 0.1.0',
    packages: ['musicnn==0.1.0'],
    script: 'import sys\nfrom musicnn.tagger import top_tags\nfor path in sys.argv[1:]: top_tags(path)',
    does: 'as published: 50 tags'
  }
]

/** Other programs on the same files, once each, beside decoding them in the same run. */
export async function benchPeers(work: string, music: string, count: number): Promise<BenchRow[]> {
  const files = musicAt(music, kinds, count)
  const { path } = (await findDecoder({})).decoder
  if (path === null) return []
  const decoding = await spentOn(() => decodeAll(path, files), { own: false })
  const rows: BenchRow[] = [
    {
      what: `decoding alone, ${files.length} tracks, 16 kHz mono`,
      measured: `${decoding.processor.toFixed(1)} s of the processor, ${decoding.clock.toFixed(1)} s by the clock`,
      aim: ''
    }
  ]
  for (const peer of peers) {
    const measured = await beside(decoding.processor, peer, work, files)
    rows.push({ what: `${peer.name} (${peer.does}), beside decoding alone`, measured, aim: '' })
  }
  return rows
}

async function beside(decoding: number, peer: Peer, work: string, files: readonly string[]): Promise<string> {
  const python = await installed(peer, work).catch((thrown: unknown) => thrown)
  if (typeof python !== 'string') return `could not be installed: ${wordsOf(python)}`
  try {
    const { processor } = await spentOn(() => run(python, ['-c', peer.script, ...files], longest.run), {
      own: false
    })
    return `${(processor / decoding).toFixed(2)} times its time of the processor (1 run)`
  } catch (thrown) {
    return `failed: ${wordsOf(thrown)}`
  }
}

export const wordsOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown)

/** The Python of an environment that has a peer alone. Throws what its installation says, and where it takes too long. */
export async function installed(peer: Peer, folder: string): Promise<string> {
  const home = join(folder, peer.name.replaceAll(/[^a-z0-9.]/g, '-'))
  const python = join(home, 'bin', 'python')
  await run('python3', ['-m', 'venv', home], longest.install)
  const only = ['--no-input', '--quiet', '--only-binary', ':all:', '--no-cache-dir']
  await run(python, ['-m', 'pip', 'install', ...only, ...peer.packages], longest.install)
  return python
}
