import type { DecoderChoice } from '../../../core/audio/decoder-choice.ts'
import { measuredGain } from '../../../core/audio/measured-gain.ts'
import type { PlayableCopies } from '../../../core/audio/playable-copies.ts'
import type { LoudnessStatements } from '../../../core/database/statements/loudness.ts'
import type { SoundPieces } from '../../../core/audio/playing/sound-pieces.ts'
import { playbackOf } from '../../../core/formats/playback.ts'
import type { ModelChoice } from '../../../core/inference/model-choice.ts'
import { readGains } from '../../../core/scan/read-gains.ts'
import type { Family } from '../../wire/handler.ts'
import { visibleTrack, type LibraryStore } from './store.ts'

export interface AudioPorts {
  store: LibraryStore
  loudness: LoudnessStatements
  models: ModelChoice
  decoders: DecoderChoice
  copies: PlayableCopies
  pieces: SoundPieces
}

export function audioHandlers({
  store,
  loudness,
  models,
  decoders,
  copies,
  pieces
}: AudioPorts): Family<'audio'> {
  return {
    'audio.file': async ({ id }, signal) => {
      const { path, container, codec } = visibleTrack(store, id)
      const { type, playable } = playbackOf(path, container, codec)
      if (playable) return { path, type }
      const { decoder } = await decoders.find()
      return { path: await copies.copyOf(path, decoder, signal), type: 'audio/wav' }
    },
    'audio.sound': async ({ id, ...asked }, signal) => {
      const { path } = visibleTrack(store, id)
      const { decoder } = await decoders.find()
      return pieces.piece({ path, ...asked }, decoder, signal)
    },
    'audio.gain': async ({ id }) => {
      const { path } = visibleTrack(store, id)
      // What cannot be read says nothing of itself; the measured loudness stays.
      const written = await readGains(path).catch(() => null)
      return {
        track: written?.track ?? measuredGain(loudness.ofTrack(id)),
        album: written?.album ?? measuredGain(loudness.ofAlbum(id))
      }
    },
    'audio.waveform': ({ id }) => {
      const analysis = models.id === null ? null : store.analyses.byTrack(id, models.id)
      return analysis && { duration: analysis.duration, peaks: new Uint8Array(analysis.waveform) }
    }
  }
}
