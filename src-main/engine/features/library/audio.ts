import type { DecoderChoice } from '../../../core/audio/decoder-choice.ts'
import type { PlayableCopies } from '../../../core/audio/playable-copies.ts'
import { playbackOf } from '../../../core/formats/playback.ts'
import type { ModelChoice } from '../../../core/inference/model-choice.ts'
import type { Family } from '../../wire/handler.ts'
import { visibleTrack, type LibraryStore } from './store.ts'

export interface AudioPorts {
  store: LibraryStore
  models: ModelChoice
  decoders: DecoderChoice
  copies: PlayableCopies
}

export function audioHandlers({ store, models, decoders, copies }: AudioPorts): Family<'audio'> {
  return {
    'audio.file': async ({ id }, signal) => {
      const { path, container, codec } = visibleTrack(store, id)
      const { type, playable } = playbackOf(path, container, codec)
      if (playable) return { path, type }
      const { decoder } = await decoders.find()
      return { path: await copies.copyOf(path, decoder, signal), type: 'audio/wav' }
    },
    'audio.waveform': ({ id }) => {
      const analysis = models.id === null ? null : store.analyses.byTrack(id, models.id)
      return analysis && { duration: analysis.duration, peaks: new Uint8Array(analysis.waveform) }
    }
  }
}
