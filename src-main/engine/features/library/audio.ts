import { EarshotError } from '#contract/errors.ts'
import type { FoundDecoder } from '../../../core/audio/find-decoder.ts'
import type { PlayableCopies } from '../../../core/audio/playable-copies.ts'
import { playbackOf } from '../../../core/formats/playback.ts'
import type { Store } from '../../store.ts'
import type { Family } from '../../wire/handler.ts'

export interface AudioPorts {
  store: Store
  modelId(): number | null
  findDecoder(): Promise<FoundDecoder>
  copies: PlayableCopies
}

export function audioHandlers({ store, modelId, findDecoder, copies }: AudioPorts): Family<'audio'> {
  return {
    'audio.file': async ({ id }, signal) => {
      const track = store.tracks.byId(id)
      if (track === null || track.hidden) throw new EarshotError('not-found', `There is no track ${id}.`)
      const { path, container, codec } = track
      const { type, playable } = playbackOf(path, container, codec)
      if (playable) return { path, type }
      const { decoder } = await findDecoder()
      return { path: await copies.copyOf(path, decoder, signal), type: 'audio/wav' }
    },
    'audio.waveform': ({ id }) => {
      const model = modelId()
      const analysis = model === null ? null : store.analyses.byTrack(id, model)
      return analysis && { duration: analysis.duration, peaks: new Uint8Array(analysis.waveform) }
    }
  }
}
