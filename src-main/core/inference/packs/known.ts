import { EarshotError } from '#contract/errors.ts'
import type { KnownFault } from '#contract/faults.ts'
import type { ManifestFile } from '../manifest.ts'

/** A file of a known model, on the server and in the pack. */
interface KnownFile {
  /** Below the model's address. */
  path: string
  name: string
  role: ManifestFile['role']
  /** About so many. */
  bytes: number
  /** Null: not known beforehand; what the first download brings is pinned. */
  sha256: string | null
}

export interface KnownPack {
  id: string
  title: string
  licence: string
  /** The page that tells about it. */
  page: string
  /** Everything of it lies below. */
  address: string
  /** Why it is not offered; null where it is. */
  blocked: KnownFault | null
  files: KnownFile[]
}

/** The exports of LAION-CLAP in bytes (int8): a third of the size of the ones in half precision. */
function clapExport(id: string, title: string, audioBytes: number): KnownPack {
  const page = `https://huggingface.co/Xenova/${id}`
  const file = (path: string, name: string, role: KnownFile['role'], bytes: number): KnownFile => ({
    path,
    name,
    role,
    bytes,
    sha256: null
  })
  return {
    id,
    title,
    licence: 'Apache-2.0',
    page,
    address: `${page}/resolve/main/`,
    blocked: null,
    files: [
      file('README.md', 'MODEL_CARD.md', 'card', 2_000),
      file('tokenizer_config.json', 'tokenizer_config.json', 'tokenizer-config', 2_000),
      file('tokenizer.json', 'tokenizer.json', 'tokenizer', 2_110_000),
      file('onnx/audio_model_quantized.onnx', 'audio.onnx', 'audio', audioBytes),
      file('onnx/text_model_quantized.onnx', 'text.onnx', 'text', 127_000_000)
    ]
  }
}

/** Models that can be fetched by name, and one that is known to be broken. Sizes as their pages state them. */
export const knownPacks: readonly KnownPack[] = [
  clapExport('clap-htsat-unfused', 'LAION-CLAP, general sound (HTSAT-tiny)', 34_300_000),
  clapExport('larger_clap_music_and_speech', 'LAION-CLAP, music and speech (HTSAT-base)', 78_200_000),
  {
    id: 'larger_clap_music',
    title: 'LAION-CLAP, music (as uploaded to the hub)',
    licence: 'Apache-2.0',
    page: 'https://huggingface.co/laion/larger_clap_music',
    address: 'https://huggingface.co/laion/larger_clap_music/resolve/main/',
    blocked: { code: 'phrases-alike', cosine: 0.9993 },
    files: []
  }
]

/** Throws not-found, and pack-refused for one that is not offered. */
export function requireKnown(id: string): KnownPack {
  const pack = knownPacks.find(one => one.id === id)
  if (!pack) {
    const names = knownPacks.filter(one => one.blocked === null).map(one => one.id)
    throw new EarshotError('not-found', `No model ${id} is known; there are ${names.join(' and ')}.`)
  }
  if (pack.blocked !== null) {
    throw new EarshotError(
      'pack-refused',
      `${pack.title}: Its text half is dead: unrelated phrases come out alike (mean cosine ${pack.blocked.cosine}), so that nothing can be searched by words.`
    )
  }
  return pack
}
