// One provider, measured. usage: node gpu-run.ts MODELS PROVIDER 1,4,16  Prints JSON: a GpuRun, or what `failed`.
import { Tensor, type InferenceSession } from 'onnxruntime-node'
import { createRequire } from 'node:module'
import { selfTestSound } from '../../src-main/core/inference/audio-tower.ts'
import { earOf } from '../../src-main/core/inference/ear-of.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { openSession } from '../../src-main/core/inference/session.ts'
import { cosine } from '../../src-main/core/inference/vector-math.ts'
import { forbidTelemetry } from '../../src-main/core/threads/telemetry.ts'

/** What measuring one provider gives, by batch. */
export interface GpuRun {
  runtime: string
  batches: { windows: number; milliseconds: number[]; processor: number[]; cosine: number }[]
}

/** As often as fits into some seconds, at least once. */
const most = { runs: 12, milliseconds: 5000 }
const [modelsFolder, provider, sizes] = process.argv.slice(2) as [string, string, string]
forbidTelemetry()
const model = loadRegistry(modelsFolder).default
const graph = earOf(model).graph
const sound = selfTestSound(model.sampleRate)

/** Windows that differ: the test's sound, each quieter and a little later than the one before. */
function windowsOf(count: number): Float32Array {
  const all = new Float32Array(count * sound.length)
  for (let window = 0; window < count; window++)
    for (let i = 0; i < sound.length; i++)
      all[window * sound.length + i] = sound[(i + window * 997) % sound.length]! * (1 - window / (2 * count))
  return all
}

const embed = async (session: InferenceSession, pcm: Float32Array): Promise<Float32Array> => {
  const windows = pcm.length / sound.length
  const { embedding } = await session.run({ pcm: new Tensor('float32', pcm, [windows, sound.length]) }, [
    'embedding'
  ])
  return embedding!.data as Float32Array
}

try {
  const session = await openSession(graph, provider)
  const reference = provider === 'cpu' ? session : await openSession(graph, 'cpu')
  const batches: GpuRun['batches'] = []
  for (const windows of sizes.split(',').map(Number)) {
    const pcm = windowsOf(windows)
    const wanted = await embed(reference, pcm)
    const got = await embed(session, pcm)
    const { dimension } = model
    const likeness = Array.from({ length: windows }, (_, i) =>
      cosine(
        got.subarray(i * dimension, (i + 1) * dimension),
        wanted.subarray(i * dimension, (i + 1) * dimension)
      )
    )
    const batch = {
      windows,
      milliseconds: [] as number[],
      processor: [] as number[],
      cosine: Math.min(...likeness)
    }
    const begun = performance.now()
    for (
      let run = 0;
      run < most.runs && (run === 0 || performance.now() - begun < most.milliseconds);
      run++
    ) {
      const [used, started] = [process.cpuUsage(), performance.now()]
      await embed(session, pcm)
      const { user, system } = process.cpuUsage(used)
      batch.milliseconds.push(performance.now() - started)
      batch.processor.push((user + system) / 1000)
    }
    batches.push(batch)
  }
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string }
  console.log(JSON.stringify({ runtime: version, batches } satisfies GpuRun))
  process.exit(0)
} catch (thrown) {
  console.log(JSON.stringify({ failed: thrown instanceof Error ? thrown.message : String(thrown) }))
  process.exit(1)
}
