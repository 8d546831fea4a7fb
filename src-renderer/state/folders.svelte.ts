import type { PageBridge } from '#contract/bridge.ts'
import type { Folder } from '#contract/entities.ts'
import type { FolderPage } from '#contract/folder-page.ts'
import type { Relocation } from '#contract/keeping.ts'
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
  /** The folder that is elsewhere now, while its new place is looked for. */
  moving = $state.raw<Folder | null>(null)
  /** What was found in the new place; it waits for a yes. */
  found = $state.raw<Relocation | null>(null)
  relocating = $state(false)

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
    this.moving = null
    if (this.#bridge.shape === 'serve') return this.#startBrowsing()
    try {
      const paths = await this.#bridge.call('shell.chooseFolders', {})
      if (paths.length) await this.add(paths)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** Asks where a folder is now, and looks what of it is there. */
  async move(folder: Folder): Promise<void> {
    this.moving = folder
    if (this.#bridge.shape === 'serve') return this.#startBrowsing()
    try {
      const [to] = await this.#bridge.call('shell.chooseFolders', { what: 'moved' })
      if (to !== undefined) await this.#relocate(folder.path, to, true)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** What was found becomes so. */
  async acceptMove(): Promise<void> {
    const { found } = this
    this.found = null
    if (!found || !(await this.#relocate(found.from, found.to, false))) return
    this.#notices.say(say.folders.relocation.done(found.tracks, lastPart(found.to)))
    await this.#library.load()
  }

  refuseMove(): void {
    this.found = null
  }

  async #relocate(from: string, to: string, dryRun: boolean): Promise<boolean> {
    this.relocating = true
    try {
      const found = await this.#bridge.call('library.relocate', { from, to, dryRun })
      if (dryRun) this.found = found
      return true
    } catch (thrown) {
      this.#failed(thrown)
      return false
    } finally {
      this.relocating = false
    }
  }

  #startBrowsing(): Promise<void> {
    this.browsing = true
    return this.browse(this.page?.path ?? null)
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
    if (!path) return
    if (this.moving) await this.#relocate(this.moving.path, path, true)
    else await this.add([path])
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

  /** `verify`: whatever their sizes and times say. */
  async rescan(folder?: Folder, verify = false): Promise<void> {
    const input = { verify, ...(folder && { folderIds: [folder.id] }) }
    await this.#bridge.call('library.scan', input).catch(this.#failed)
  }
}
