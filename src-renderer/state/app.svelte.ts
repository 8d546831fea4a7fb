import type { PageBridge } from '#contract/bridge.ts'
import type { Job, Played, TrackRow } from '#contract/entities.ts'
import { asksForMoments } from '#contract/moments.ts'
import { toFailure } from '#contract/errors.ts'
import type { ColumnView } from '#contract/window.ts'
import { say } from '../text/say.ts'
import { Backups } from './backups.svelte.ts'
import { Columns } from './columns.svelte.ts'
import { Completions } from './completions.svelte.ts'
import { Covers } from './covers.svelte.ts'
import { Doubles } from './doubles.svelte.ts'
import { Editing, type EditView } from './edit/editing.svelte.ts'
import { Engine } from './engine.svelte.ts'
import { Folders } from './folders.svelte.ts'
import { FoundMoments } from './found-moments.svelte.ts'
import { Inspector } from './inspector.svelte.ts'
import { Jobs } from './jobs.svelte.ts'
import { LeftTracks } from './left-tracks.svelte.ts'
import { Library } from './library.svelte.ts'
import { LibraryMap } from './map/library-map.svelte.ts'
import { Machine } from './machine.svelte.ts'
import { Models } from './models.svelte.ts'
import { Meant } from './meant.svelte.ts'
import { Menu } from './menu.svelte.ts'
import { Notices } from './notices.svelte.ts'
import { Orders } from './orders.svelte.ts'
import { Playlists } from './playlists/playlists.svelte.ts'
import { Player } from './player.svelte.ts'
import { EitherSound } from './player/either-sound.ts'
import type { Sound } from './player/sound.ts'
import { Outputs } from './player/outputs.svelte.ts'
import { QueueList } from './player/queue-list.svelte.ts'
import { Queue } from './player/queue.svelte.ts'
import { Preferences } from './preferences.svelte.ts'
import { Problems } from './problems.svelte.ts'
import { Room } from './room.svelte.ts'
import { RowHeat } from './row-heat.svelte.ts'
import { Rows } from './rows.svelte.ts'
import { SavedSearches } from './saved-searches.svelte.ts'
import type { Saving } from './saving.ts'
import { Search } from './search.svelte.ts'
import { Seeds } from './seeds.svelte.ts'
import { Shelves } from './shelves/shelves.svelte.ts'
import { Ways } from './shelves/ways.ts'
import type { Place } from './place.ts'
import type { Hear, Leave, Play, SearchFor } from './steps.ts'
import type { TagSection } from './tags/sections.ts'
import { Tags } from './tags/tags.svelte.ts'
import { TrackList } from './track-list.svelte.ts'

export type Overlay = 'keys' | 'palette' | 'columns' | 'tag' | 'names' | 'playlist' | 'save' | null

/** Everything the window knows, and the steps that touch more than one part of it. */
export class AppState {
  place = $state<Place>('library')
  #overlay = $state<Overlay>(null)
  /** What becomes a playlist, while its name is asked for. */
  saving = $state.raw<Saving | null>(null)
  /** Whose files are named by a pattern, while it is asked for. */
  naming = $state.raw<readonly number[]>([])

  readonly bridge: PageBridge
  readonly menu = new Menu()
  readonly notices = new Notices()
  readonly columns = new Columns()
  readonly orders = new Orders()
  readonly engine: Engine
  readonly rows: Rows
  readonly covers: Covers
  readonly library: Library
  readonly search: Search
  readonly completions: Completions
  readonly saved: SavedSearches
  readonly list: TrackList
  readonly player: Player
  readonly outputs: Outputs
  readonly queue: QueueList
  readonly moments: FoundMoments
  readonly jobs: Jobs
  readonly folders: Folders
  readonly doubles: Doubles
  readonly problems: Problems
  readonly left: LeftTracks
  readonly preferences: Preferences
  readonly machine: Machine
  readonly models: Models
  readonly backups: Backups
  readonly inspector: Inspector
  readonly room: Room
  readonly rowHeat: RowHeat
  readonly seeds: Seeds
  readonly tags: Tags
  readonly playlists: Playlists
  readonly meant: Meant
  readonly shelves: Shelves
  readonly ways: Ways
  readonly editing: Editing
  readonly map: LibraryMap

  /** The list of tracks that is shown, by what is kept of its columns; null where there is none. */
  readonly listed: ColumnView | null = $derived.by(() => {
    if (this.place === 'library') return this.list.ranked ? 'found' : 'library'
    if (this.place === 'map' && this.map.listed) return 'library'
    return this.place === 'shelves' && this.shelves.listsTracks ? this.shelves.tracks.view : null
  })

  constructor(bridge: PageBridge, sound: Sound = new EitherSound(bridge)) {
    this.bridge = bridge
    this.engine = new Engine(
      bridge,
      () => this.notices.forgetInternal(),
      () => this.reload()
    )
    const { failed } = this
    this.rows = new Rows(bridge, failed)
    this.covers = new Covers(bridge)
    this.library = new Library(bridge, this.rows, this.orders)
    this.completions = new Completions(bridge, this.notices, failed)
    this.saved = new SavedSearches(bridge, failed)
    this.search = new Search(bridge, words => {
      this.moments.follow(words, this.search.variety)
      return this.player.follow(words)
    })
    this.list = new TrackList(this.library, this.search)
    this.inspector = new Inspector(bridge, this.rows, failed)
    this.room = new Room(this.inspector)
    const queue = new Queue(bridge, failed)
    const counted = (id: number, now: Played): void => this.inspector.played(id, now)
    const skipped = ({ title }: TrackRow): void => this.notices.say(say.player.skipped(title))
    this.player = new Player(bridge, this.rows, queue, sound, counted, skipped)
    this.outputs = new Outputs(sound, this.notices)
    this.queue = new QueueList(queue, this.player, this.rows)
    this.moments = new FoundMoments(bridge, this.player, failed)
    this.jobs = new Jobs(bridge, failed)
    this.doubles = new Doubles(bridge, this.player, this.notices, failed)
    this.folders = new Folders(bridge, this.library, this.notices, failed)
    this.problems = new Problems(bridge)
    this.left = new LeftTracks(bridge, this.notices, failed, () => this.#readLists())
    this.preferences = new Preferences(bridge, failed)
    this.machine = new Machine(bridge)
    this.models = new Models(bridge, this.notices, failed)
    this.backups = new Backups(bridge, this.notices, failed)
    this.rowHeat = new RowHeat(bridge)
    this.seeds = new Seeds(bridge)
    this.tags = new Tags(bridge, this.notices, failed)
    this.playlists = new Playlists(bridge, this.notices, failed, job => this.jobs.dismiss(job))
    this.editing = new Editing(bridge)
    this.shelves = new Shelves(bridge, this.orders, failed)
    this.map = new LibraryMap(bridge, this.player, failed)
    this.ways = new Ways(this)
    this.meant = new Meant(() => this.place, this.menu, this)
  }

  get overlay(): Overlay {
    return this.#overlay
  }
  /** With the last of them goes what a menu was about. */
  set overlay(overlay: Overlay) {
    this.#overlay = overlay
    if (overlay === null) this.menu.about = null
  }

  async load(): Promise<void> {
    await Promise.all([
      this.preferences.load(),
      this.library.load(),
      this.jobs.load(),
      this.tags.load(),
      this.saved.load(),
      this.playlists.list.load()
    ])
    void this.completions.loadTries() // last: it starts what answers searches
    if (this.library.damaged) await this.backups.list.load()
    else await this.openPlaylists()
  }

  /** Imports what the system was asked to open with this window, and shows what came of it. */
  async openPlaylists(): Promise<void> {
    const paths = await this.bridge.call('shell.opened', {}).catch((thrown): string[] => {
      this.failed(thrown)
      return []
    })
    if (paths.length > 0 && (await this.playlists.importPaths(paths))) this.go('playlists')
  }

  /** Puts the chosen backup in the place of a damaged library, and reads everything anew. */
  readonly restore = async (): Promise<void> => {
    if ((await this.backups.restore()) && this.backups.list.value?.waiting === null) await this.reload()
  }

  /** The engine is back: whatever it said before may be out of date, and its jobs ended with it. */
  async reload(): Promise<void> {
    this.jobs.forget()
    if (this.place === 'settings') this.#loadSettings()
    if (this.problems.loaded) void this.problems.load()
    if (this.place === 'tags') void this.tags.show(this.tags.section)
    await Promise.all([this.load(), this.search.ask(), this.inspector.show(this.list.activeId)])
  }

  go(place: Place): void {
    if (place !== this.place) this.ways.leave()
    if (place !== 'map') this.map.leave()
    this.place = place
    if (place === 'map') void this.map.show(say.map.examplesAcross[0]!, say.map.examplesUp[0]!)
    if (place === 'shelves') void this.shelves.show(this.shelves.page)
    if (place === 'doubles') void this.doubles.load()
    if (place === 'problems') void Promise.all([this.problems.load(), this.left.load()])
    if (place === 'settings') this.#loadSettings()
    if (place === 'tags') void this.tags.show(this.tags.section)
  }

  #loadSettings(): void {
    void this.machine.load()
    void this.models.load()
    void this.backups.list.load()
  }

  /** To the passages: what stands in the box is looked for in them. */
  goMoments(): void {
    const text = this.search.text
    this.searchFor(asksForMoments(text) ? text : `moment: ${text}`)
  }

  goTags(section: TagSection): void {
    if (section !== 'plans' || this.tags.section === 'plans') this.tags.review.close()
    this.tags.section = section
    this.go('tags')
  }

  goPlaylist(id: number): void {
    void this.playlists.show(id)
    this.go('playlists')
  }

  /** The making of a playlist; a search that stands in the box goes along as the wish. */
  goMake(): void {
    const { maker } = this.playlists
    if (this.search.active && !maker.prompt) maker.prompt = this.search.spoken
    this.playlists.make()
    this.go('playlists')
  }

  /** A new smart playlist; a search that stands in the box becomes its sound. */
  goRules(text = this.search.spoken): void {
    this.playlists.editRules(null, text.trim())
    this.go('playlists')
  }

  /** To where what a job left out is listed with its reasons. */
  readonly see = (job: Job): void => {
    if (job.kind === 'tag-write') {
      this.go('tags')
      void this.tags.showRefused()
    } else if (job.kind === 'doubles') this.go('doubles')
    else if (job.kind === 'tag-undo') this.goTags('history')
    else this.go('problems')
  }

  readonly leave: Leave = () => this.go('library')

  readonly searchFor: SearchFor = text => {
    if (this.place !== 'library') this.go('library')
    this.list.forget()
    this.search.type(text)
  }

  readonly play: Play = async (id, fromMoment = false) => {
    this.list.choose(id)
    const from = fromMoment ? (this.search.hit(id)?.moment?.start ?? 0) : 0
    await this.player.play(this.list.ids, this.list.place, from)
  }

  readonly hear: Hear = async (id, from = 0) => {
    await this.player.hear(id, from)
  }

  /** Edits the tags of the tracks that are meant. */
  async edit(view: EditView = 'sheet'): Promise<void> {
    const { ids, among } = this.meant
    this.overlay = null
    await this.editing.open(ids, among, view)
  }

  /** Asks for a pattern to name the files of these tracks by. */
  readonly rename = (ids: readonly number[]): void => {
    this.naming = ids
    this.overlay = 'names'
  }

  async #readLists(): Promise<void> {
    await Promise.all([this.library.load(), this.search.ask()])
  }

  readonly failed = (thrown: unknown): void => {
    const failure = toFailure(thrown)
    // What a page of its own says needs no notice beside it.
    const told = this.engine.explains(failure) || failure.code === 'database-damaged'
    if (!told) this.notices.fail(failure)
  }
}
