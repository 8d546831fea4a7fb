/** Run as a child process, with a graphics driver in its environment: probes a tower on the CPU and on WebGPU. */
import { openEar } from '../../../src-main/core/inference/open-ear.ts'
import { chooseProvider, probeTower, type Probe } from '../../../src-main/core/inference/providers.ts'
import { cosine } from '../../../src-main/core/inference/vector-math.ts'

const [path = '', memory = ''] = process.argv.slice(2)
const ear = { family: 'pcm' as const, graph: path, dimension: 4 }
const probe = async (provider: string): Promise<Probe> => {
  const tower = await openEar(ear, provider)
  const found = await probeTower(tower)
  await tower.release()
  return found
}
const cpu = await probe('cpu')
const gpu = await probe('webgpu').then(
  ({ output }) => ({ cosine: cosine(cpu.output, output), output: [...output] }),
  (thrown: unknown) => ({ error: String(thrown) })
)
const choice = await chooseProvider({
  key: 'tiny',
  memory,
  probe,
  candidates: ['webgpu']
})
process.stdout.write(JSON.stringify({ cpu: [...cpu.output], gpu, choice }))
process.exit(0)
