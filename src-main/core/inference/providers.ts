import { readFileSync } from 'node:fs'
import { release } from 'node:os'
import { delimiter } from 'node:path'
import { z } from 'zod'
import type { ProviderTrial } from '#contract/entities.ts'
import type { ProviderFault } from '#contract/faults.ts'
import { selfTestSound } from './audio-tower.ts'
import { graphicsDevices, vulkanDrivers } from './graphics-driver.ts'
import type { Ear } from './audio-tower.ts'
import { readSmallJson, writeSmallJson } from './small-json.ts'
import { cosine } from './vector-math.ts'

/** What one provider makes of the self-test. */
export interface Probe {
  output: Float32Array
  /** For one window, once warm. */
  milliseconds: number
}

export interface ProviderChoice {
  provider: string
  trials: ProviderTrial[]
}

export interface ChoosingProviders {
  /** Names the weights, e.g. their SHA-256: another model is another choice. */
  key: string
  /** File in the data folder that remembers choices. */
  memory: string
  /** Runs the self-test on one provider; throws when the provider is not to be had. */
  probe(provider: string): Promise<Probe>
  /** Best first, without the CPU. */
  candidates?: string[]
  /** What a provider is known to lack, so that it is not tried. Default: nothing. */
  lacks?(provider: string): ProviderFault | null
}

/** On Linux WebGPU needs a graphics card and a driver of Vulkan. */
export const knownToLack = (provider: string): ProviderFault | null =>
  provider === 'webgpu' &&
  process.platform === 'linux' &&
  (graphicsDevices().length === 0 || vulkanDrivers().length === 0)
    ? { code: 'no-driver' }
    : null

const fault: z.ZodType<ProviderFault, ProviderFault> = z.discriminatedUnion('code', [
  z.object({ code: z.literal('took-down') }),
  z.object({ code: z.literal('differs'), cosine: z.number().nullable() }),
  z.object({ code: z.literal('slower'), milliseconds: z.number(), processor: z.number() }),
  z.object({ code: z.literal('not-in-build') }),
  z.object({ code: z.literal('no-libraries') }),
  z.object({ code: z.literal('no-driver') }),
  z.object({ code: z.literal('failed'), said: z.string() })
])

/** Choices were remembered in English once; what took the program down then must not be tried again. */
const readOld = (said: string): ProviderFault =>
  // eslint-disable-next-line no-restricted-syntax -- what an older version wrote down is recognised
  said === 'It took the whole program down when it was tried.'
    ? { code: 'took-down' }
    : { code: 'failed', said }

const trialSchema = z.object({
  provider: z.string(),
  chosen: z.boolean(),
  reason: z.union([fault, z.string().transform(readOld)]).nullable(),
  milliseconds: z.number().nullable()
})
const memorySchema = z.record(
  z.string(),
  z.object({ provider: z.string(), trials: z.array(trialSchema), trying: z.string().nullable() })
)

const leastCosine = 0.999

/**
 * Tries providers one at a time and takes the first that gives the CPU's result and is faster than it. The choice is
 * remembered for as long as weights, runtime and driver stay the same. A driver that takes the whole process down is
 * remembered too: its name is written down before the attempt, and found there it is not tried again.
 * Throws what the CPU's own probe throws.
 */
export async function chooseProvider(choosing: ChoosingProviders): Promise<ProviderChoice> {
  const key = `${choosing.key} ${driverKey()}`
  const remembered = readSmallJson(choosing.memory, memorySchema, {})[key]
  if (remembered !== undefined && remembered.trying === null) return remembered
  const crashed = new Set(
    remembered?.trials.filter(trial => trial.reason?.code === 'took-down').map(t => t.provider)
  )
  if (remembered?.trying != null) crashed.add(remembered.trying)

  const trials: ProviderTrial[] = []
  const note = (trying: string | null, provider = 'cpu'): void => {
    const all = readSmallJson(choosing.memory, memorySchema, {})
    writeSmallJson(choosing.memory, { ...all, [key]: { provider, trials, trying } })
  }
  const reference = await choosing.probe('cpu')
  let chosen: string | null = null
  for (const provider of choosing.candidates ?? candidatesFor(process.platform)) {
    if (chosen !== null) break
    const trial: ProviderTrial = {
      provider,
      chosen: false,
      reason: { code: 'took-down' },
      milliseconds: null
    }
    trials.push(trial)
    if (crashed.has(provider)) continue
    trial.reason = choosing.lacks?.(provider) ?? null
    if (trial.reason !== null) continue
    note(provider)
    await attempt(trial, reference, choosing.probe)
    if (trial.chosen) chosen = provider
  }
  const fallback = chosen === null
  trials.push({ provider: 'cpu', chosen: fallback, reason: null, milliseconds: reference.milliseconds })
  const choice = { provider: chosen ?? 'cpu', trials }
  note(null, choice.provider)
  return choice
}

async function attempt(
  trial: ProviderTrial,
  reference: Probe,
  probe: ChoosingProviders['probe']
): Promise<void> {
  try {
    const { output, milliseconds } = await probe(trial.provider)
    trial.milliseconds = milliseconds
    const likeness = cosine(output, reference.output)
    if (!(likeness > leastCosine)) {
      trial.reason = { code: 'differs', cosine: Number.isFinite(likeness) ? likeness : null }
    } else if (milliseconds >= reference.milliseconds) {
      trial.reason = { code: 'slower', milliseconds, processor: reference.milliseconds }
    } else trial.chosen = true
  } catch (thrown) {
    trial.reason = faultOf(thrown instanceof Error ? thrown.message : String(thrown))
  }
}

/** Runs the self-test's window three times on an audio tower; the first run, with its warming up, does not count. */
export async function probeTower(tower: Ear): Promise<Probe> {
  const sound = selfTestSound(tower.sampleRate)
  const { embedding } = await tower.embed(sound)
  const began = performance.now()
  await tower.embed(sound)
  await tower.embed(sound)
  return { output: embedding, milliseconds: (performance.now() - began) / 2 }
}

/** In the order they are worth trying. */
export function candidatesFor(platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') return ['coreml', 'webgpu']
  if (platform === 'win32') return ['cuda', 'dml', 'webgpu']
  return ['cuda', 'webgpu']
}

/** Anything that changes with the graphics driver, as far as it can be known from here. */
function driverKey(): string {
  const vulkan =
    process.platform === 'linux' ? [...graphicsDevices(), ...vulkanDrivers()].join(delimiter) : ''
  return [process.platform, process.arch, release(), vulkan, nvidia()].join('|')
}

function nvidia(): string {
  try {
    return readFileSync('/proc/driver/nvidia/version', 'utf8').split('\n')[0] ?? ''
  } catch {
    return ''
  }
}

/** What the runtime says, known or in its words without its source positions. */
export function faultOf(message: string): ProviderFault {
  const line = message
    .replace(/^.*\bmessage was:\s*/s, '')
    .replace(/\S*onnxruntime\S*\.(cc|h):\d+\s*/g, '')
    .split('\n')[0]!
  if (/backend not found/i.test(line)) return { code: 'not-in-build' }
  if (/failed to load shared library/i.test(line)) return { code: 'no-libraries' }
  if (/no supported adapters|WebGPU adapter/i.test(line)) return { code: 'no-driver' }
  return { code: 'failed', said: line.slice(0, 300) }
}
