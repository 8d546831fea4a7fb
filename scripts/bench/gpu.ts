// What the graphics card here does for hearing. usage: npm run bench -- --gpu [--provider webgpu] [--software]
// Prints the card, its driver, each provider of it that the runtime has, windows a second by batch, the processor beside it,
// and whether its embeddings are those of the processor. Ends with 1 where no card could be measured, and says why.
// --software takes a card in software as well (SwiftShader, where Vulkan finds it): it shows that the way works, not its speed.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, release } from 'node:os'
import { join } from 'node:path'
import { graphicsDevices, vulkanDrivers } from '../../src-main/core/inference/graphics-driver.ts'
import { candidatesFor, faultOf, knownToLack } from '../../src-main/core/inference/providers.ts'
import { providerFaultText } from '../../src-main/words/index.ts'
import type { GpuRun } from './gpu-run.ts'
import { quantile } from './row.ts'

const runScript = join(import.meta.dirname, 'gpu-run.ts')
const batches = [1, 4, 16, 32]
/** A card in software takes seconds a window. */
const oneByOne = [1]

/** Measures what there is; whether a card was measured. */
export function benchGpu(
  modelsFolder: string,
  { provider, software }: { provider?: string | undefined; software: boolean }
): boolean {
  const say = (line: string): void => console.log(line)
  say(
    `machine: ${cpus()[0]?.model ?? 'unknown processor'}, ${process.platform} ${release()}, Node ${process.versions.node}; load ${loadavg()[0]!.toFixed(1)}`
  )
  for (const line of cardsHere()) say(line)
  const reference = measured(modelsFolder, 'cpu', [1, 4])
  if (typeof reference === 'string') throw new Error(reference)
  say(`runtime: onnxruntime-node ${reference.runtime}`)
  say('cpu, one thread, beside it:')
  for (const line of linesOf(reference)) say(line)
  let any = false
  for (const one of provider === undefined ? candidatesFor(process.platform) : [provider]) {
    const lacking = software ? null : knownToLack(one)
    const found =
      lacking === null
        ? measured(modelsFolder, one, software ? oneByOne : batches)
        : providerFaultText(lacking)
    say(typeof found === 'string' ? `${one}: not measured. ${found}` : `${one}:`)
    if (typeof found === 'string') continue
    any = true
    for (const line of linesOf(found)) say(line)
  }
  if (!any) say('No graphics card could be measured on this machine: none of the providers above works here.')
  return any
}

/** In a process of its own: a driver may take its process down. */
function measured(modelsFolder: string, provider: string, sizes: readonly number[]): GpuRun | string {
  const args = [runScript, modelsFolder, provider, sizes.join(',')]
  const { signal, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (signal !== null) return providerFaultText({ code: 'took-down' })
  // Libraries below the runtime may have written something before it.
  const last = stdout.trim().split('\n').at(-1)!
  if (!last.startsWith('{')) return stderr.trim()
  const run = JSON.parse(last) as GpuRun | { failed: string }
  return 'failed' in run ? providerFaultText(faultOf(run.failed)) : run
}

function linesOf({ batches: all }: GpuRun): string[] {
  return all.map(({ windows, milliseconds, processor, cosine }) => {
    const each = quantile(milliseconds, 0.5) / windows
    const [least, most] = [Math.min(...milliseconds) / windows, Math.max(...milliseconds) / windows]
    return (
      `  batch ${windows}: ${(1000 / each).toFixed(0)} windows/s, ${each.toFixed(2)} ms a window ` +
      `(${least.toFixed(2)} to ${most.toFixed(2)}, ${milliseconds.length} runs), ` +
      `processor ${(quantile(processor, 0.5) / windows).toFixed(2)} ms a window; ` +
      `likeness to the processor's embeddings at least ${cosine.toFixed(6)}`
    )
  })
}

/** The cards and drivers, as far as the system tells. */
function cardsHere(): string[] {
  const nvidia = spawnSync(
    'nvidia-smi',
    ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader'],
    {
      encoding: 'utf8'
    }
  )
  const named = nvidia.status === 0 ? nvidia.stdout.trim().split('\n') : []
  const vulkan = spawnSync('vulkaninfo', ['--summary'], { encoding: 'utf8' })
  const summary = vulkan.status === 0 ? vulkan.stdout : ''
  const devices = [...summary.matchAll(/(?:deviceName|driverName|driverInfo)\s*=\s*(.+)/g)].map(
    ([, text]) => text!
  )
  if (process.platform !== 'linux')
    return [...named.map(one => `card: ${one}`), 'card: see what the system says of its display']
  return [
    ...(named.length > 0 ? named.map(one => `card: ${one}`) : []),
    `devices: ${graphicsDevices().join(', ') || 'none'}`,
    `drivers of Vulkan: ${vulkanDrivers().join(', ') || 'none'}${devices.length > 0 ? ` (${devices.join(', ')})` : ''}`,
    ...nvidiaKernel()
  ]
}

function nvidiaKernel(): string[] {
  try {
    return [`NVIDIA's driver: ${readFileSync('/proc/driver/nvidia/version', 'utf8').split('\n')[0]!}`]
  } catch {
    return []
  }
}
