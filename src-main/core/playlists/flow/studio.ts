import type { TagNames } from '../../search/answer/explain.ts'
import type { SearchLibrary } from '../../search/library.ts'
import type { PhraseVectors } from '../../search/scoring/phrase-vectors.ts'
import type { Searcher } from '../../search/searcher.ts'
import { soundEnergy } from './energy.ts'
import { SoundSpace } from './sound-space.ts'
import { FlowTracks } from './tracks.ts'

/** What one playlist is made with: the library as it is now. */
export interface Session {
  library: SearchLibrary
  phrases: PhraseVectors
  tags: TagNames | null
  space: SoundSpace
  tracks: FlowTracks
}

/** Keeps what every playlist needs of the whole library, until the library changes. */
export class Studio {
  readonly #searcher: Searcher
  #made: { generation: number; space: SoundSpace; energy: Float32Array } | null = null

  constructor(searcher: Searcher) {
    this.#searcher = searcher
  }

  async session(): Promise<Session> {
    const { library, phrases, tags } = this.#searcher
    const { generation } = library
    if (this.#made?.generation !== generation) {
      const space = new SoundSpace(library)
      this.#made = { generation, space, energy: await soundEnergy(library, phrases) }
    }
    const { space, energy } = this.#made
    return { library, phrases, tags, space, tracks: new FlowTracks(library, space, energy) }
  }
}
