import type { PageBridge } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import {
  isDocument,
  isNewerDocument,
  type DocumentReport,
  type LibraryDocument
} from '#contract/library-document.ts'
import { today } from '../text/format.ts'
import { say } from '../text/say.ts'
import type { Notices } from './notices.svelte.ts'

/** A larger one fits no message. */
const mostBytes = 60_000_000

/** All that is its owner's, out of the library and into it as one file. */
export class Keeping {
  busy = $state(false)
  /** What would come of a document; it waits for a yes. */
  looked = $state.raw<{ name: string; document: LibraryDocument; report: DocumentReport } | null>(null)

  readonly #bridge: PageBridge
  readonly #notices: Notices
  readonly #failed: (thrown: unknown) => void
  readonly #reload: () => Promise<unknown>

  /** `reload`: much of what the window shows may be different. */
  constructor(
    bridge: PageBridge,
    notices: Notices,
    failed: (thrown: unknown) => void,
    reload: () => Promise<unknown>
  ) {
    this.#bridge = bridge
    this.#notices = notices
    this.#failed = failed
    this.#reload = reload
  }

  /** `give`: hands a text to the person as a file. */
  async export(give: (text: string, name: string) => void): Promise<void> {
    await this.#work(async () => {
      const document = await this.#bridge.call('keeping.export', {})
      give(`${JSON.stringify(document, null, 1)}\n`, `earshot-${today()}.json`)
    })
  }

  /** Says what would come of a file; nothing is changed. */
  async look(file: Pick<File, 'name' | 'size' | 'text'>): Promise<void> {
    await this.#work(async () => {
      const document = await read(file)
      if (typeof document === 'string') return this.#notices.say(say.keeping.refused[document](file.name))
      try {
        const report = await this.#bridge.call('keeping.look', document)
        this.looked = { name: file.name, document, report }
      } catch (thrown) {
        // The gate says where in the document, which helps nobody who did not write it.
        if (!(thrown instanceof EarshotError) || thrown.code !== 'bad-request') throw thrown
        this.#notices.say(say.keeping.refused.damaged(file.name))
      }
    })
  }

  async take(): Promise<void> {
    const { looked } = this
    this.looked = null
    if (looked === null) return
    await this.#work(async () => {
      await this.#bridge.call('keeping.import', looked.document)
      this.#notices.say(say.keeping.taken(looked.name))
      await this.#reload()
    })
  }

  refuse(): void {
    this.looked = null
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.busy = true
    try {
      await work()
    } catch (thrown) {
      this.#failed(thrown)
    } finally {
      this.busy = false
    }
  }
}

/** Whether anything would come of it. */
export const bringsNothing = ({
  playlists,
  played,
  taught,
  journal,
  searches,
  asked,
  terms,
  settings,
  apart,
  leftOut,
  aside
}: DocumentReport): boolean =>
  [
    playlists.added,
    played,
    taught.tags,
    taught.examples,
    journal.batches,
    searches,
    asked,
    terms.added,
    settings.taken.length,
    apart,
    leftOut,
    aside
  ].every(number => number === 0)

/** The document, or why it is none. */
async function read(
  file: Pick<File, 'size' | 'text'>
): Promise<LibraryDocument | 'large' | 'other' | 'newer'> {
  if (file.size > mostBytes) return 'large'
  let document: unknown
  try {
    document = JSON.parse(await file.text())
  } catch {
    return 'other'
  }
  if (!isDocument(document)) return 'other'
  return isNewerDocument(document) ? 'newer' : (document as LibraryDocument)
}
