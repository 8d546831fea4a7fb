import type { MessagePort } from 'node:worker_threads'
import { openDecoder } from '../audio/open-decoder.ts'
import type { Ear } from '../inference/audio-tower.ts'
import { openEar } from '../inference/open-ear.ts'
import { serveThread } from '../threads/index.ts'
import { analyseTrack } from './analyse-track.ts'
import { standBehind } from './effort.ts'
import { asItIs } from './as-it-is.ts'
import { promisedSeconds } from './promised.ts'
import type { AnalysisTasks, AnalysisWorkerData, Analysed, ProviderChoice } from './analysed.ts'

/** The worker's side: opens the tower, then hears one track at a time until it is told to close. */
export function serveAnalysis(port: MessagePort, data: AnalysisWorkerData): void {
  standBehind(data.priority)
  const decoder = openDecoder(data.decoder, pid => standBehind(data.priority, pid))
  const opening = open(data)
  // Whoever asks is told.
  opening.catch(() => null)
  serveThread<AnalysisTasks>(
    port,
    {
      open: async () => (await opening).choice,
      analyse: async ({ expectedSeconds, embed, measure, ...known }, { signal }) => {
        const { tower } = await opening
        const tools = { decoder, tower: embed ? tower : null, measure, signal }
        const { result, now } = await asItIs(known, other => {
          const written = other === null ? expectedSeconds : other.duration
          const promised = promisedSeconds(known.path, written)
          return analyseTrack(known.path, { ...tools, expectedSeconds: promised })
        })
        return { ...result, now }
      }
    },
    {
      transfer: answer => ('sound' in answer ? buffersOf(answer) : []),
      close: async () => (await opening.catch(() => null))?.tower.release()
    }
  )
}

async function open({
  ear,
  provider,
  weights: key,
  providerMemory: memory
}: AnalysisWorkerData): Promise<{ tower: Ear; choice: ProviderChoice }> {
  if (provider !== null) return { tower: await openEar(ear, provider), choice: { provider, trials: [] } }
  // Loaded by the first listener alone: reading what is remembered takes half of all modules.
  const { chooseEar } = await import('../inference/choose-ear.ts')
  return chooseEar(ear, { key, memory })
}

function buffersOf({ sound }: Analysed): ArrayBuffer[] {
  const arrays = sound ? [sound.starts, sound.vectors, sound.mean, sound.tags, sound.waveform] : []
  return arrays.map(array => array.buffer as ArrayBuffer)
}
