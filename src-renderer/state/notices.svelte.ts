import type { Failure } from '#contract/errors.ts'

export interface Notice {
  id: number
  text: string
  failure: Failure | null
  action: { label: string; run: () => void } | null
}

/** Milliseconds; failures stay until they are closed. */
const shownFor = 8000

/** Short messages at the edge of the window: an undo, or something that failed. */
export class Notices {
  all = $state.raw<Notice[]>([])
  /** The newest that offers to do something. */
  readonly offering: Notice | undefined = $derived(this.all.findLast(({ action }) => action !== null))

  #last = 0

  say(text: string, action: Notice['action'] = null): void {
    const id = this.#add({ text, failure: null, action })
    setTimeout(() => this.close(id), shownFor)
  }

  fail(failure: Failure): void {
    if (failure.code === 'cancelled') return
    if (this.all.some(notice => notice.failure?.message === failure.message)) return
    this.#add({ text: '', failure, action: null })
  }

  /** Takes back what failed only because nobody answered. */
  forgetInternal(): void {
    this.all = this.all.filter(notice => notice.failure?.code !== 'internal')
  }

  /** Does what a notice offers, which is said with it. */
  act({ id, action }: Notice): void {
    this.close(id)
    action?.run()
  }

  close(id: number): void {
    this.all = this.all.filter(notice => notice.id !== id)
  }

  #add(notice: Omit<Notice, 'id'>): number {
    const id = ++this.#last
    this.all = [...this.all.slice(-3), { id, ...notice }]
    return id
  }
}
