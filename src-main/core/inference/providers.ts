import { readFileSync } from 'node:fs'
import { release } from 'node:os'
import { z } from 'zod'
import type { ProviderTrial } from '#contract/entities.ts'
import { selfTestSound } from './audio-tower.ts'
import { openEar } from './open-ear.ts'
import type { EarSpec } from './open-ear.ts'
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
}

const trialSchema = z.object({
  provider: z.string(),
  chosen: z.boolean(),
  reason: z.string().nullable(),
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
  const crashed = new Set(remembered?.trials.filter(trial => trial.reason === crash).map(t => t.provider))
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
    const trial: ProviderTrial = { provider, chosen: false, reason: crash, milliseconds: null }
    trials.push(trial)
    if (crashed.has(provider)) continue
    trial.reason = null
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

const crash = 'It took the whole program down when it was tried.'

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
      trial.reason = `Its results differ from the CPU's (cosine ${likeness.toFixed(4)}).`
    } else if (milliseconds >= reference.milliseconds) {
      const times = `${milliseconds.toFixed(0)} ms a window against ${reference.milliseconds.toFixed(0)} ms`
      trial.reason = `It is slower than the CPU (${times}).`
    } else trial.chosen = true
  } catch (thrown) {
    trial.reason = plain(thrown instanceof Error ? thrown.message : String(thrown))
  }
}

/** Runs the self-test's window three times on an audio tower; the first run, with its warming up, does not count. */
export async function probeAudioTower(ear: EarSpec, provider: string): Promise<Probe> {
  const tower = await openEar(ear, provider)
  try {
    const sound = selfTestSound(tower.sampleRate)
    const { embedding } = await tower.embed(sound)
    const began = performance.now()
    await tower.embed(sound)
    await tower.embed(sound)
    return { output: embedding, milliseconds: (performance.now() - began) / 2 }
  } finally {
    await tower.release()
  }
}

/** In the order they are worth trying. */
function candidatesFor(platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') return ['coreml', 'webgpu']
  if (platform === 'win32') return ['cuda', 'dml', 'webgpu']
  return ['cuda', 'webgpu']
}

/** Anything that changes with the graphics driver, as far as it can be known from here. */
function driverKey(): string {
  return [process.platform, process.arch, release(), process.env['VK_ICD_FILENAMES'] ?? '', nvidia()].join(
    '|'
  )
}

function nvidia(): string {
  try {
    return readFileSync('/proc/driver/nvidia/version', 'utf8').split('\n')[0] ?? ''
  } catch {
    return ''
  }
}

/** The runtime's words without its source positions. */
function plain(message: string): string {
  const line = message
    .replace(/^.*\bmessage was:\s*/s, '')
    .replace(/\S*onnxruntime\S*\.(cc|h):\d+\s*/g, '')
    .split('\n')[0]!
  if (/backend not found/i.test(line)) return 'It is not part of this build.'
  if (/failed to load shared library/i.test(line)) return 'Its libraries are not installed.'
  if (/no supported adapters|WebGPU adapter/i.test(line)) return 'No usable graphics driver was found.'
  return line.slice(0, 300)
}
