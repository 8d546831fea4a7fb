import { EarshotError } from '#contract/errors.ts'
import { IdleHolder } from '../inference/idle-holder.ts'
import type { Model } from '../inference/registry.ts'
import { TextTower, textTowerOf, type TrustedText } from '../inference/text-tower.ts'
import { requireTextFiles } from '../inference/verify.ts'
import type { Pause } from '../threads/pause.ts'
import type { Embedder } from './query/embedder.ts'

/** How long the text tower stays in memory after the last new phrase. */
const idleMs = 5 * 60_000

/** Texts that go through the tower between two looks at whether it should stop. */
const fewTogether = 2

/**
 * The worker's text tower: opened when a phrase is new, let go when none was for a while. A thread must not end while
 * the native part runs (the whole process would go with it), so closing waits for what is running.
 */
export class OwnTower implements Embedder {
  #holder: IdleHolder<TextTower> | null = null
  #running: Promise<unknown> = Promise.resolve()
  #closed = false

  serve(model: Model): void {
    this.#holder ??= new IdleHolder(async () => {
      await requireTextFiles(model)
      return TextTower.open(textTowerOf(model))
    }, idleMs)
  }

  embed(texts: readonly string[], pause?: Pause): Promise<Float32Array[]> {
    return this.#each(texts, (tower, some) => tower.embed(some), pause)
  }

  embedBank(texts: readonly string[], pause?: Pause): Promise<Float32Array[]> {
    return this.#each(texts, (tower, some) => tower.embedBank(some), pause, texts.length)
  }

  trusted(texts: readonly string[], pause?: Pause): Promise<TrustedText[]> {
    return this.#each(texts, (tower, some) => tower.trusted(some), pause)
  }

  pieces(words: readonly string[]): Promise<number[]> {
    return this.#each(words, async (tower, some) => some.map(word => tower.pieces(word)))
  }

  async #each<Result>(
    texts: readonly string[],
    ask: (tower: TextTower, some: string[]) => Promise<Result[]>,
    pause?: Pause,
    together = fewTogether
  ): Promise<Result[]> {
    const found: Result[] = []
    for (let at = 0; at < texts.length; at += together) {
      if (this.#closed || !this.#holder) throw new EarshotError('cancelled', 'Cancelled.')
      const some = this.#holder.use(tower => ask(tower, texts.slice(at, at + together)))
      this.#running = Promise.all([this.#running, some]).catch(() => undefined)
      found.push(...(await some))
      await pause?.()
    }
    return found
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#running
    await this.#holder?.release()
  }
}
