import type { MessagePort } from 'node:worker_threads'
import { EarshotError, toFailure } from '#contract/errors.ts'
import { builtInDecoder } from '../audio/built-in.ts'
import type { Decoder } from '../audio/decoder.ts'
import { ffmpegDecoder } from '../audio/ffmpeg.ts'
import { withFallback } from '../audio/with-fallback.ts'
import type { Ear } from '../inference/audio-tower.ts'
import { openEar } from '../inference/open-ear.ts'
import { chooseProvider, probeAudioTower } from '../inference/providers.ts'
import { hearTrack } from './hear-track.ts'
import type { AnalysisWorkerData, FromAnalysisWorker, ToAnalysisWorker } from './heard.ts'

/** The worker's side: opens the tower, then hears one track at a time until it is told to close. */
export async function serveAnalysis(port: MessagePort, data: AnalysisWorkerData): Promise<void> {
  const post = (message: FromAnalysisWorker, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer)
  const running = new Map<number, AbortController>()
  const decoder = decoderOf(data)
  let tower: Ear
  try {
    const choice = await provider(data)
    tower = await openEar(data.ear, choice.provider)
    post({ kind: 'ready', ...choice })
  } catch (thrown) {
    post({ kind: 'refused', failure: toFailure(thrown) })
    port.close()
    return
  }

  const hear = async (message: ToAnalysisWorker & { kind: 'hear' }): Promise<void> => {
    const { id, path, expectedSeconds, embed, measure } = message
    const stop = new AbortController()
    running.set(id, stop)
    try {
      const ear = embed ? tower : null
      const wanted = { tower: ear, measure, expectedSeconds }
      const heard = await hearTrack(path, { decoder, ...wanted, signal: stop.signal })
      const { sound } = heard
      const buffers = sound ? [sound.starts, sound.vectors, sound.mean, sound.tags, sound.waveform] : []
      post(
        { kind: 'heard', id, heard },
        buffers.map(array => array.buffer as ArrayBuffer)
      )
    } catch (thrown) {
      post({ kind: 'failed', id, failure: toFailure(thrown) })
    } finally {
      running.delete(id)
    }
  }

  port.on('message', (message: ToAnalysisWorker) => {
    if (message.kind === 'hear') void hear(message)
    else if (message.kind === 'cancel') running.get(message.id)?.abort()
    else void tower.release().finally(() => port.close())
  })
}

async function provider(
  data: AnalysisWorkerData
): Promise<Pick<FromAnalysisWorker & { kind: 'ready' }, 'provider' | 'trials'>> {
  if (data.provider !== null) return { provider: data.provider, trials: [] }
  return chooseProvider({
    key: data.weights,
    memory: data.providerMemory,
    probe: name => probeAudioTower(data.ear, name)
  })
}

function decoderOf({ decoder }: AnalysisWorkerData): Decoder {
  if (decoder.kind === 'built-in') return builtInDecoder()
  if (decoder.path === null) throw new EarshotError('internal', 'An ffmpeg without a path.')
  return withFallback(ffmpegDecoder(decoder.path, decoder.detail), builtInDecoder())
}
