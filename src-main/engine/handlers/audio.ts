import { extname } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import type { Store } from '../store.ts'
import type { Family } from './handler.ts'

interface Playback {
  type: string
  /** Whether Chromium plays it. */
  playable: boolean
}

/** By file name: what is inside is Chromium's to find out. */
const playback: Record<string, Playback> = {
  '.mp3': { type: 'audio/mpeg', playable: true },
  '.flac': { type: 'audio/flac', playable: true },
  '.ogg': { type: 'audio/ogg', playable: true },
  '.oga': { type: 'audio/ogg', playable: true },
  '.opus': { type: 'audio/ogg', playable: true },
  '.wav': { type: 'audio/wav', playable: true },
  '.m4a': { type: 'audio/mp4', playable: true },
  '.m4b': { type: 'audio/mp4', playable: true },
  '.mp4': { type: 'audio/mp4', playable: true },
  '.aac': { type: 'audio/aac', playable: true },
  '.webm': { type: 'audio/webm', playable: true },
  '.weba': { type: 'audio/webm', playable: true },
  '.aif': { type: 'audio/aiff', playable: false },
  '.aiff': { type: 'audio/aiff', playable: false },
  '.aifc': { type: 'audio/aiff', playable: false },
  '.wma': { type: 'audio/x-ms-wma', playable: false },
  '.wv': { type: 'audio/x-wavpack', playable: false },
  '.ape': { type: 'audio/x-ape', playable: false }
}

export function audioHandlers(store: Store, modelId: () => number | null): Family<'audio'> {
  return {
    'audio.file': ({ id }) => {
      const track = store.tracks.byId(id)
      if (track === null || track.hidden) throw new EarshotError('not-found', `There is no track ${id}.`)
      const found = playback[extname(track.path).toLowerCase()]
      const { type, playable } = found ?? { type: 'application/octet-stream', playable: false }
      // Apple Lossless has the same name as AAC, and Chromium has no decoder for it.
      return { path: track.path, type, playable: playable && !/alac/i.test(track.codec) }
    },
    'audio.waveform': ({ id }) => {
      const model = modelId()
      const analysis = model === null ? null : store.analyses.byTrack(id, model)
      return analysis && { duration: analysis.duration, peaks: new Uint8Array(analysis.waveform) }
    }
  }
}
