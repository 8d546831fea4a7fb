/** Run as a child process, with a graphics driver in its environment: probes a tower on the CPU and on WebGPU. */
import { chooseProvider, probeAudioTower } from '../../../src-main/core/inference/providers.ts'
import { cosine } from '../../../src-main/core/inference/vector-math.ts'

const [path = '', memory = ''] = process.argv.slice(2)
const ear = { family: 'pcm' as const, graph: path, dimension: 4 }
const cpu = await probeAudioTower(ear, 'cpu')
const gpu = await probeAudioTower(ear, 'webgpu').then(
  probe => ({ cosine: cosine(cpu.output, probe.output), output: [...probe.output] }),
  (thrown: unknown) => ({ error: String(thrown) })
)
const choice = await chooseProvider({
  key: 'tiny',
  memory,
  probe: provider => probeAudioTower(ear, provider),
  candidates: ['webgpu']
})
process.stdout.write(JSON.stringify({ cpu: [...cpu.output], gpu, choice }))
process.exit(0)
