import { AudioTower } from './audio-tower.ts'
import type { Ear } from './audio-tower.ts'
import { ClapTower } from './clap/clap-tower.ts'
import type { ModelFamily } from './manifest.ts'

/** What a worker has to know of a model to hear with it. */
export interface EarSpec {
  family: ModelFamily
  /** Path of the audio tower. */
  graph: string
  dimension: number
}

/** Throws `model-corrupt`. */
export function openEar({ family, graph, dimension }: EarSpec, provider = 'cpu'): Promise<Ear> {
  return family === 'clap'
    ? ClapTower.open(graph, provider, dimension)
    : AudioTower.open(graph, provider, dimension)
}
