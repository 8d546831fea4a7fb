import type { Events } from './events.ts'

type Listener = (value: never) => void

/**
 * Everybody who listens, by the name of what is told; those who came first hear first. `Told` names what can be told,
 * and the value that comes with each.
 */
export class Listeners<Told = Events> {
  readonly #byName = new Map<keyof Told, Set<Listener>>()
  readonly #onFault: (thrown: unknown) => void

  /** `onFault` takes what a listener threw, and the others still hear; without it, whoever tells is thrown it. */
  constructor(onFault?: (thrown: unknown) => void) {
    this.#onFault =
      onFault ??
      (thrown => {
        throw thrown
      })
  }

  /** Returns the function that ends the subscription. */
  on<Name extends keyof Told>(name: Name, listener: (value: Told[Name]) => void): () => void {
    const set = this.#byName.get(name) ?? new Set()
    this.#byName.set(name, set.add(listener))
    return () => void set.delete(listener)
  }

  tell<Name extends keyof Told>(name: Name, value: Told[Name]): void {
    for (const listener of [...(this.#byName.get(name) ?? [])]) {
      try {
        listener(value as never)
      } catch (thrown) {
        this.#onFault(thrown)
      }
    }
  }
}
