import { EarshotError } from '#contract/errors.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { TaughtTag } from '#contract/tagging.ts'
import type { StoredTaughtTag, TaughtStatements } from '../../database/statements/taught.ts'

/** Names and examples of the taught tags, as the user gave them. What is learnt from them is the teacher's. */
export class TaughtBook {
  readonly #statements: TaughtStatements
  readonly #trackAt: (path: string) => number | null

  /** `trackAt`: number of the track with that path, or null. */
  constructor(statements: TaughtStatements, trackAt: (path: string) => number | null) {
    this.#statements = statements
    this.#trackAt = trackAt
  }

  /** As if nothing had been learnt from them yet. */
  all(): TaughtTag[] {
    return this.#statements.all().map(plain)
  }

  /** Throws bad-request for a name that is taken. */
  create(name: string): TaughtTag {
    this.#refuseTaken(name, null)
    return plain(this.#require(this.#statements.create(name, Date.now())))
  }

  /** Throws not-found, bad-request for a name that is taken. */
  rename(id: number, name: string): void {
    this.#require(id)
    this.#refuseTaken(name, id)
    this.#statements.rename(id, name)
  }

  /** Throws not-found. */
  remove(id: number): void {
    this.#require(id)
    this.#statements.remove(id, Date.now())
  }

  /** Throws not-found, bad-request for a name that is taken by now. */
  restore(of: ParsedInput<'taught.restore'>): void {
    const tag = this.#statements.removed(of)
    if (!tag) throw new EarshotError('not-found', 'There is no removed tag to bring back.')
    this.#refuseTaken(tag.name, tag.id)
    this.#statements.restore(tag.id)
  }

  /** Throws not-found for a tag, or a path, that is not there. */
  mark({ id, trackIds, paths, mark }: ParsedInput<'taught.mark'>): void {
    this.#require(id)
    const named = paths.map(path => {
      const track = this.#trackAt(path)
      if (track !== null) return track
      throw new EarshotError('not-found', `${path} is not in the library; add its folder first.`)
    })
    this.#statements.mark(id, [...trackIds, ...named], mark, Date.now())
  }

  #require(id: number): StoredTaughtTag {
    const tag = this.#statements.byId(id)
    if (tag) return tag
    throw new EarshotError('not-found', 'There is no such taught tag (any more).')
  }

  #refuseTaken(name: string, id: number | null): void {
    const taken = this.#statements.byName(name)
    if (taken && taken.id !== id) {
      throw new EarshotError('bad-request', `There is a taught tag named "${taken.name}" already.`)
    }
  }
}

const plain = (tag: StoredTaughtTag): TaughtTag => ({ ...tag, reliability: null, found: null })
