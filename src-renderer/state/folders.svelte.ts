import type { PageBridge } from '#contract/bridge.ts'
import type { Folder, FolderPage } from '#contract/entities.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import { say } from '../text/say.ts'
import { lastPart } from '../text/format.ts'
import type { Library } from './library.svelte.ts'
import type { Notices } from './notices.svelte.ts'

/** Adding, removing and looking through music folders. */
export class Folders {
  /** The folder browser of the browser shape; null while closed. */
  page = $state.raw<FolderPage | null>(null)
  browsing = $state(false)
  browseFailure = $state.raw<Failure | null>(null)
  adding = $state(false)

  readonly #bridge: PageBridge
  readonly #library: Library
  readonly #notices: Notices
  readonly #failed: (thrown: unknown) => void

  constructor(bridge: PageBridge, library: Library, notices: Notices, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#library = library
    this.#notices = notices
    this.#failed = failed
  }

  /** A native dialog, or the browser of folders where there is none. */
  async choose(): Promise<void> {
    if (this.#bridge.shape === 'serve') {
      this.browsing = true
      return this.browse(this.page?.path ?? null)
    }
    try {
      const paths = await this.#bridge.call('shell.chooseFolders', {})
      if (paths.length) await this.add(paths)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  async browse(path: string | null): Promise<void> {
    try {
      this.page = await this.#bridge.call('shell.browse', { path })
      this.browseFailure = null
    } catch (thrown) {
      this.browseFailure = toFailure(thrown)
    }
  }

  stopBrowsing(): void {
    this.browsing = false
  }

  async addBrowsed(): Promise<void> {
    const path = this.page?.path
    this.browsing = false
    if (path) await this.add([path])
  }

  async drop(files: Iterable<File>): Promise<void> {
    const all = [...files]
    const paths = all.map(file => this.#bridge.pathOf(file)).filter(path => path !== null)
    if (paths.length) await this.add(paths)
    else if (all.length) this.#notices.say(say.dropNotHere)
  }

  async add(paths: string[]): Promise<void> {
    this.adding = true
    try {
      const { folders } = await this.#bridge.call('library.addFolders', { paths })
      this.#notices.say(say.folders.added(folders.length))
      await this.#library.load()
    } catch (thrown) {
      this.#failed(thrown)
    } finally {
      this.adding = false
    }
  }

  async remove(folder: Folder): Promise<void> {
    try {
      await this.#bridge.call('library.removeFolder', { id: folder.id })
      this.#notices.say(say.folders.removed(lastPart(folder.path)), {
        label: say.undo,
        run: () => void this.add([folder.path])
      })
      await this.#library.load()
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  async rescan(folder?: Folder): Promise<void> {
    const input = folder ? { folderIds: [folder.id] } : {}
    await this.#bridge.call('library.scan', input).catch(this.#failed)
  }
}
