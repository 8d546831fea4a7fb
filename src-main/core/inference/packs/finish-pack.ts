import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import type { Manifest } from '../manifest.ts'
import { parseProfile } from '../scoring-profile.ts'
import type { ScoringProfile } from '../scoring-profile.ts'
import type { CheckedPair } from './check.ts'
import type { Stage } from './stage.ts'

/** What is said of a pack beside what its files show. */
export interface PackFacts {
  id: string
  title: string
  licence: string
  /** As its own manifest has it. */
  version: string | null
  source: string
}

/** Plain ones, the form LAION tests genres with, and the one that names instruments best (docs/model-packs.md). */
const clapPrompts = ['{}', '{} music', 'This audio is a {} song.', 'This is a recording of {}']

/**
 * Gives a staged pack its scoring profile, where it brings none, and its manifest, and makes it a model. `usual`: the
 * profile of the model that comes along. Throws `pack-refused`.
 */
export async function finishPack(
  stage: Stage,
  facts: PackFacts,
  checked: CheckedPair,
  usual: ScoringProfile
): Promise<void> {
  const { family, dimension, music } = checked
  const own = stage.files.find(file => file.role === 'scoring')
  if (own) requireProfile(join(stage.folder, own.name))
  else if (family === 'clap') {
    // It does not tell music from other sound: nothing is held back for that.
    const profile: ScoringProfile = { ...usual, prompts: clapPrompts, musicThreshold: 0 }
    await stage.write('scoring.json', 'scoring', JSON.stringify(profile, null, 1) + '\n')
  } else {
    const where = 'models/README.md of Earshot says what stands in it'
    throw new EarshotError('pack-refused', `A model of the family pcm needs a scoring.json; ${where}.`)
  }
  const files = stage.files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const rest = {
    ...facts,
    version: versionOf(facts.version, stage),
    windowSeconds: 10 as const,
    music,
    files
  }
  const manifest: Manifest =
    family === 'clap'
      ? { ...rest, family, sampleRate: 48_000, dimension: 512 }
      : { ...rest, family, sampleRate: 16_000, dimension }
  await stage.finish(manifest)
}

/** Vectors are kept by version: other weights must never have the same one, whatever the pack calls itself. */
function versionOf(own: string | null, stage: Stage): string {
  const part = (role: 'audio' | 'text'): string =>
    (stage.files.find(file => file.role === role)?.sha256 ?? '').slice(0, 8)
  const weights = `${part('audio')}-${part('text')}`
  return own === null ? weights : `${own} ${weights}`
}

function requireProfile(path: string): void {
  try {
    parseProfile(readFileSync(path, 'utf8'), path)
  } catch (cause) {
    throw new EarshotError('pack-refused', 'scoring.json is no scoring profile.', { cause })
  }
}
