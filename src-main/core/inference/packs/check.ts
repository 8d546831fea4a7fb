import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { EarshotError } from '#contract/errors.ts'
import { AudioTower, selfTestSound } from '../audio-tower.ts'
import type { Ear } from '../audio-tower.ts'
import { ClapTower } from '../clap/clap-tower.ts'
import type { ModelFamily } from '../manifest.ts'
import { openSession } from '../session.ts'
import { TextTower } from '../text-tower.ts'
import { cosine } from '../vector-math.ts'

export interface PackPaths {
  audio: string
  text: string
  tokenizer: string
  tokenizerConfig: string | null
  tags: string | null
}

/** What the self-test finds out about a pair of towers that passes it. */
export interface CheckedPair {
  family: ModelFamily
  dimension: number
  tags: boolean
  music: boolean
  /** Mean cosine of eight phrases that have nothing in common. */
  alike: number
  /** Cosine of a chord and noise. */
  soundsAlike: number
  /** For ten seconds of music. */
  milliseconds: number
}

const clapDimension = 512
const mostDimension = 512
/** A chord and noise that come out closer than this are not told apart. */
const mostSoundsAlike = 0.9999
const mostTagBytes = 1_000_000
const tagNames = z.object({ tags: z.array(z.object({ name: z.string().min(1).max(100) })).max(2000) })

/**
 * The self-test: names and shapes of both graphs, dimension, numbers that are numbers even for silence, a text half
 * that tells phrases apart, an audio half that tells sounds apart. Only for workers. Throws `pack-refused`,
 * `model-corrupt`, `model-refused` or `model-missing`.
 */
export async function checkPair(paths: PackPaths): Promise<CheckedPair> {
  try {
    return await checkBoth(paths)
  } catch (thrown) {
    if (thrown instanceof EarshotError) throw thrown
    // The runtime's own words: a token beyond the table, a shape that does not fit.
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    throw new EarshotError('model-refused', `The model cannot be run: ${why.slice(0, 500)}`, {
      cause: thrown
    })
  }
}

async function checkBoth(paths: PackPaths): Promise<CheckedPair> {
  const family = await familyOf(paths.audio)
  const ear =
    family === 'clap'
      ? await ClapTower.open(paths.audio, 'cpu', clapDimension)
      : await AudioTower.open(paths.audio)
  let analysed: Omit<CheckedPair, 'family' | 'alike'>
  try {
    analysed = await analyse(ear, paths.tags)
  } finally {
    await ear.release()
  }
  const { text: graph, tokenizer, tokenizerConfig } = paths
  const tower = await TextTower.open({
    graph,
    tokenizer,
    tokenizerConfig,
    family,
    dimension: analysed.dimension
  })
  const { alike } = tower
  await tower.release()
  return { family, alike, ...analysed }
}

async function familyOf(graph: string): Promise<ModelFamily> {
  const session = await openSession(graph, 'cpu').catch((cause: unknown) => {
    throw new EarshotError('model-corrupt', `${graph} cannot be used: ${String(cause)}`, { cause })
  })
  const inputs = [...session.inputNames]
  await session.release()
  if (inputs.includes('pcm')) return 'pcm'
  if (inputs.includes('input_features')) return 'clap'
  const wants = inputs.join(', ').slice(0, 200)
  throw refused(
    `${basename(graph)} is no audio model of a known kind: it takes ${wants}, not pcm or input_features.`
  )
}

async function analyse(ear: Ear, tagsFile: string | null): Promise<Omit<CheckedPair, 'family' | 'alike'>> {
  const sound = selfTestSound(ear.sampleRate)
  const chord = await ear.embed(sound)
  const began = performance.now()
  const noise = await ear.embed(noiseOf(sound.length))
  const milliseconds = performance.now() - began
  await ear.embed(new Float32Array(sound.length))
  const dimension = chord.embedding.length
  if (dimension % 16 !== 0 || dimension > mostDimension) {
    throw refused(
      `Its vectors have ${dimension} numbers: multiples of 16 up to ${mostDimension} can be searched.`
    )
  }
  const soundsAlike = cosine(chord.embedding, noise.embedding)
  // Written so that NaN is refused too.
  if (!(soundsAlike < mostSoundsAlike)) {
    throw refused(
      `The audio half fails its self-test: a chord and noise come out alike (cosine ${soundsAlike.toFixed(4)}).`
    )
  }
  const tags = countTags(tagsFile)
  if (tags > 0 && tags !== chord.tags.length) {
    throw refused(`tags.json names ${tags} tags, and the audio half gives ${chord.tags.length} scores.`)
  }
  const music = ear instanceof AudioTower && ear.tellsMusic
  return { dimension, tags: tags > 0, music, soundsAlike, milliseconds }
}

function countTags(path: string | null): number {
  if (path === null) return 0
  try {
    if (statSync(path).size > mostTagBytes) throw new RangeError('It is too large.')
    return tagNames.parse(JSON.parse(readFileSync(path, 'utf8'))).tags.length
  } catch (cause) {
    throw new EarshotError('pack-refused', `${basename(path)} is no list of tags.`, { cause })
  }
}

function noiseOf(length: number): Float32Array {
  let state = 99
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return 0.3 * (state / 2 ** 31 - 1)
  })
}

const refused = (message: string): EarshotError => new EarshotError('pack-refused', message)
