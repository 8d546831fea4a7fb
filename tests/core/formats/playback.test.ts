import { expect, test } from 'vitest'
import { playbackOf } from '../../../src-main/core/formats/playback.ts'

test.each([
  ['a.mp3', 'MPEG', 'MPEG 1 Layer 3', 'audio/mpeg', true],
  ['a.flac', 'FLAC', 'FLAC', 'audio/flac', true],
  ['a.oga', 'Ogg', 'FLAC', 'audio/ogg', true],
  ['a.ogg', 'Ogg', 'Vorbis I', 'audio/ogg', true],
  ['a.opus', 'Ogg', 'Opus', 'audio/ogg', true],
  ['a.m4a', 'M4A/mp42/isom', 'MPEG-4/AAC', 'audio/mp4', true],
  ['a.m4a', 'M4A/mp42/isom', 'ALAC', 'audio/mp4', false],
  ['a.wav', 'WAVE', 'PCM', 'audio/wav', true],
  ['a.aiff', 'AIFF', 'PCM', 'audio/aiff', false],
  ['a.wav', 'WAVE', 'ADPCM', 'audio/wav', false],
  ['a.mp2', 'MPEG', 'MPEG 1 Layer 2', 'audio/mpeg', false],
  ['a.ogg', 'Ogg', 'Speex 1.0', 'audio/ogg', false],
  ['a.wma', 'ASF/audio', 'Windows Media Audio 9', 'audio/x-ms-wma', false],
  ['a.wv', 'WavPack', 'PCM', 'audio/x-wavpack', false],
  ['a.ape', "Monkey's Audio", '', 'audio/x-ape', false],
  ['a.weba', 'EBML/webm', 'OPUS', 'audio/webm', true],
  ['a.mka', 'EBML/matroska', 'OPUS', 'audio/x-matroska', true],
  ['a.mka', 'EBML/matroska', 'FLAC', 'audio/x-matroska', true],
  ['a.mka', 'EBML/matroska', 'VORBIS', 'audio/x-matroska', false],
  ['a.aac', 'ADTS/MPEG-4', 'AAC', 'audio/aac', true],
  ['a.wav', 'WAVE', 'MPEG_ADTS_AAC', 'audio/wav', true],
  ['a.mpc', 'Musepack, SV7', '1.15', 'audio/x-musepack', false],
  ['a.mov', 'qt', 'MPEG-4/AAC', 'audio/mp4', true],
  ['a.aac', 'MPEG', '', 'audio/aac', true],
  ['A.MP3', '', '', 'audio/mpeg', true],
  ['a.xyz', '', '', 'application/octet-stream', false]
])('%s (%s, %s) is %s', (path, container, codec, type, playable) => {
  expect(playbackOf(path, container, codec)).toEqual({ type, playable })
})
