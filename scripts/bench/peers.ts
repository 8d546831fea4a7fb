import { join } from 'node:path'
import { run } from './decoding.ts'

export interface Peer {
  name: string
  /** What PyPI is asked for. */
  packages: string[]
  /** Python that works on the files it is given, one after the other. */
  script: string
  does: string
}

export const peers: Peer[] = [
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

/** Makes an environment of its own for a peer. The Python that has it, or why there is none. */
export async function installPeer(peer: Peer, folder: string): Promise<{ python: string } | { why: string }> {
  const home = join(folder, peer.name.replaceAll(/[^a-z0-9.]/g, '-'))
  const python = join(home, 'bin', 'python')
  try {
    await run('python3', ['-m', 'venv', home])
    const only = ['--no-input', '--quiet', '--only-binary', ':all:', '--no-cache-dir']
    await run(python, ['-m', 'pip', 'install', ...only, ...peer.packages])
    return { python }
  } catch (thrown) {
    return { why: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

export const runPeer = (peer: Peer, python: string, files: readonly string[]): Promise<void> =>
  run(python, ['-c', peer.script, ...files])
