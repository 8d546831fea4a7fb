import type { Job, JobKind } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Events } from '#contract/events.ts'
import { withValue } from '#contract/plan-values.ts'
import { saysOne } from '#contract/change-fields.ts'
import type { RequestName } from '#contract/requests.ts'
import type {
  Batch,
  Mark,
  Plan,
  PlanFile,
  SaidOfSound,
  TaughtTag,
  TaughtTrack,
  Term,
  WrittenChange
} from '#contract/tagging.ts'
import { fakeJob, type FakeEngine, type Handlers } from './fake-engine.ts'
import { editedFiles, knownOf, trackTagsOf, triedOf } from './fake-edits.ts'
import { movedFiles, movesOf, previewOf } from './fake-moves.ts'
import * as data from './fake-tag-data.ts'
import { noise } from './fake-library.ts'

export interface FakeTagOptions {
  taught: number
  findings: number
  /** Files of the one plan that is there; 0 for no plan. */
  planFiles: number
  batches: number
  /** The first files of a plan cannot be written. */
  refused: number
  /** A job stays running, instead of being done at once. */
  slow: boolean
}

type Bridge = FakeEngine<{ tags: Partial<FakeTagOptions> }>
type TagHandlers = {
  [N in Extract<RequestName, `${'tags' | 'taught' | 'plans' | 'history'}.${string}`>]: NonNullable<
    Handlers[N]
  >
}

interface State {
  terms: Term[]
  taught: TaughtTag[]
  removed: TaughtTag[]
  marks: Map<number, Map<number, Mark>>
  plans: { plan: Plan; files: PlanFile[] }[]
  batches: { batch: Batch; changes: WrittenChange[] }[]
}

const range = <T>(length: number, of: (at: number) => T): T[] => Array.from({ length }, (_, at) => of(at))

function planOf(id: number, files: PlanFile[], over: Partial<Plan> = {}): Plan {
  const changes = files.flatMap(file => file.changes)
  return {
    id,
    name: 'Genre, mood and instrument',
    mode: 'add',
    state: 'open',
    createdAt: 1_790_000_000_000,
    files: files.length,
    changes: changes.length,
    accepted: changes.filter(change => change.accepted).length,
    written: changes.filter(change => change.state === 'written').length,
    failed: changes.filter(change => change.state === 'failed').length,
    values: [],
    ...over
  }
}

/** The tags of the made-up engine. They remember what they are told for as long as the page lives. */
export function tagHandlers(bridge: Bridge): TagHandlers {
  const options: FakeTagOptions = {
    taught: 0,
    findings: 0,
    planFiles: 0,
    batches: 0,
    refused: 0,
    slow: false,
    ...bridge.options.tags
  }
  const files = range(options.planFiles, data.planFileOf)
  const state: State = {
    terms: data.terms(),
    taught: range(options.taught, at => data.taughtTag(at + 1)),
    removed: [],
    marks: new Map(),
    plans: files.length ? [{ plan: planOf(1, files), files }] : [],
    batches: range(options.batches, at => data.batchOf(at + 1)).map(batch => ({
      batch,
      changes: range(batch.changes, at => data.writtenOf(batch, at))
    }))
  }
  let lastId = 1000

  const changed = (what: Events['tags.changed']['what']): void => bridge.emit('tags.changed', { what })
  const found = <T>(one: T | undefined): T => {
    if (one === undefined) throw new EarshotError('not-found', 'The test has no such thing.')
    return one
  }
  const planned = (id: number): State['plans'][number] =>
    found(state.plans.find(({ plan }) => plan.id === id))
  const recount = (entry: State['plans'][number], over: Partial<Plan> = {}): Plan =>
    (entry.plan = {
      ...planOf(entry.plan.id, entry.files),
      name: entry.plan.name,
      mode: entry.plan.mode,
      ...over
    })

  /** Starts a job; it is done at the next turn, or stays where it is. */
  function work(kind: JobKind, total: number, end: () => Partial<Job>): Job {
    const job = fakeJob(kind, {
      id: ++lastId,
      done: options.slow ? Math.floor(total / 3) : 0,
      total,
      startedAt: Date.now(),
      pace: options.slow ? 320 : null,
      remaining: options.slow ? 40 : null
    })
    bridge.emit('job', job)
    bridge.options.jobs.push(job)
    if (!options.slow)
      setTimeout(() =>
        bridge.emit('job', { ...job, done: total, ...end(), state: 'done', endedAt: Date.now() })
      )
    return job
  }

  /** A plan that is there once its job is done. */
  function making(name: string, mode: Plan['mode'], files: PlanFile[]): { plan: Plan; job: Job } {
    const entry = { plan: planOf(++lastId, [], { name, mode, state: 'making' }), files }
    state.plans = [entry, ...state.plans]
    const job = work('tag-plan', files.length, () => {
      recount(entry)
      changed('plans')
      return {}
    })
    return { plan: entry.plan, job }
  }

  function record(
    kind: Batch['kind'],
    name: string,
    changes: WrittenChange[],
    undoes: number | null = null
  ): void {
    const id = Math.max(0, ...state.batches.map(({ batch }) => batch.id)) + 1
    const count = new Set(changes.map(change => change.path)).size
    const batch: Batch = {
      id,
      name,
      kind,
      undoes,
      at: Date.now(),
      files: count,
      changes: changes.length,
      undone: 0,
      putBack: kind === 'undo' ? [{ how: 'bytes', files: count }] : []
    }
    if (changes.length) state.batches.push({ batch, changes })
    changed('history')
  }

  const taughtTrack = (tag: TaughtTag, id: number, at: number): TaughtTrack => ({
    id,
    probability: Math.max(0.02, 0.97 - at / 40),
    mark: state.marks.get(tag.id)?.get(id) ?? null,
    moment: { start: Math.floor(noise(id) * 9) * 10, end: 10 }
  })

  return {
    'tags.terms': () => state.terms,
    'tags.setTerm': ({ name, group, phrases, enabled = true }) => {
      const known = state.terms.find(term => term.name === name && term.group === group)
      if (known) Object.assign(known, { enabled, phrases: phrases ?? known.phrases })
      else {
        const reliability = { source: 'none', auc: null, precision: null, examples: 0 } as const
        state.terms.push({
          name,
          group,
          parent: null,
          phrases: phrases ?? [name],
          origin: 'own',
          enabled,
          reliability
        })
      }
      state.terms = state.terms.map(term => ({ ...term }))
      return null
    },
    'tags.resetTerm': ({ name, group }) => {
      state.terms = state.terms.filter(
        term => !(term.name === name && term.group === group && term.origin === 'own')
      )
      return null
    },
    'tags.importTerms': ({ text }) => {
      const lines = text.split('\n').filter(line => line.trim())
      const refused = lines.filter(line => line.startsWith(','))
      return { added: lines.length - refused.length, known: 0, refused }
    },
    'tags.read': ({ ids }) => ids.map(trackTagsOf),
    'tags.preview': triedOf,
    'tags.known': ({ field, begins = '', limit = 20 }) => knownOf(field, begins, limit),
    'tags.suggest': ({ ids }) => ids.map(id => ({ id, suggestions: data.suggestionsOf(id) })),
    'tags.describe': ({ of }) => {
      const id = of.kind === 'tracks' ? of.ids[0]! : of.id
      const words = data.suggestionsOf(id).filter(word => word.sure)
      const said: SaidOfSound = {
        tempo: { bpm: 84 + (id % 60), pace: 'moderate' },
        doubt: { tempo: 'sure', key: 'likely' },
        key: 'A minor',
        loudness: null,
        energy: null,
        valence: null
      }
      return { words, said, measured: null, analysed: 1, tracks: 1 }
    },
    'tags.audit': () => range(options.findings, data.findingOf),

    'taught.list': () => state.taught,
    'taught.create': ({ name }) => {
      const id = ++lastId
      const tag = data.taughtTag(id, { name, yes: 0, no: 0, reliability: null, found: null })
      state.taught = [...state.taught, tag]
      return tag
    },
    'taught.rename': ({ id, name }) => {
      state.taught = state.taught.map(tag => (tag.id === id ? { ...tag, name } : tag))
      return null
    },
    'taught.remove': ({ id }) => {
      state.removed.push(found(state.taught.find(tag => tag.id === id)))
      state.taught = state.taught.filter(tag => tag.id !== id)
      return null
    },
    'taught.restore': of => {
      const isIt = (tag: TaughtTag): boolean => ('id' in of ? tag.id === of.id : tag.name === of.name)
      state.taught = [...state.taught, found(state.removed.find(isIt))]
      return null
    },
    'taught.mark': ({ id, trackIds = [], mark }) => {
      const marks = state.marks.get(id) ?? new Map<number, Mark>()
      for (const trackId of trackIds) {
        const before = marks.get(trackId)
        if (mark) marks.set(trackId, mark)
        else marks.delete(trackId)
        state.taught = state.taught.map(tag => {
          if (tag.id !== id) return tag
          const yes = tag.yes + Number(mark === 'yes') - Number(before === 'yes')
          return { ...tag, yes, no: tag.no + Number(mark === 'no') - Number(before === 'no') }
        })
      }
      state.marks.set(id, marks)
      return null
    },
    'taught.answer': ({ id }) => {
      const tag = found(state.taught.find(each => each.id === id))
      const marked = [...(state.marks.get(id)?.keys() ?? [])]
      if (!tag.reliability) {
        const ids = marked.length ? marked : range(tag.yes + tag.no, at => at * 7 + 3)
        return { tag, tracks: ids.map((each, at) => taughtTrack(tag, each, at)), cut: 0, ask: [] }
      }
      const tracks = range(60, at => taughtTrack(tag, at * 3 + 1, at))
      return { tag, tracks, cut: 24, ask: range(5, at => taughtTrack(tag, at * 11 + 2, 18 + at)) }
    },

    'plans.make': ({ name, findings, fields, mode = 'fill' }) => {
      const files = range(findings?.length ?? 96, data.planFileOf).map(file => ({
        ...file,
        changes: file.changes.filter(change => fields.some(field => field === change.field))
      }))
      return making(
        name,
        mode,
        files.filter(file => file.changes.length)
      )
    },
    'plans.repairTexts': ({ name }) => making(name, 'replace', range(3, data.oldTextOf)),
    'plans.byHand': ({ name, edits }) => making(name, 'replace', editedFiles(edits)),
    'plans.move': ({ name, ...wish }) => making(name, 'replace', movedFiles(movesOf(wish))),
    'plans.movePreview': wish => previewOf(movesOf(wish)),
    'plans.oldTexts': () => ({ tracks: 3 }),
    'plans.list': () => state.plans.map(({ plan }) => plan),
    'plans.get': ({ id }) => planned(id).plan,
    'plans.files': ({ id, offset = 0, limit = 200 }) => planned(id).files.slice(offset, offset + limit),
    'plans.accept': ({ id, choice, accepted }) => {
      const entry = planned(id)
      entry.files = entry.files.map(file => ({
        ...file,
        changes: file.changes.map(change =>
          (choice.changeIds?.includes(change.id) ?? true) &&
          (choice.fileIds?.includes(file.id) ?? true) &&
          (choice.field === undefined || choice.field === change.field)
            ? choice.value === undefined
              ? { ...change, accepted }
              : { ...change, ...withValue(change, choice.value, accepted, saysOne(change.field)) }
            : change
        )
      }))
      return recount(entry)
    },
    'plans.edit': ({ id, changeId, after }) => {
      const entry = planned(id)
      entry.files = entry.files.map(file => ({
        ...file,
        changes: file.changes.map(change =>
          change.id === changeId ? { ...change, after, reasons: [], accepted: true } : change
        )
      }))
      recount(entry)
      return found(entry.files.flatMap(file => file.changes).find(change => change.id === changeId))
    },
    'plans.discard': ({ id }) => {
      recount(planned(id), { state: 'discarded' })
      return null
    },
    'plans.export': ({ id }) => JSON.stringify(planned(id), null, 2),
    'plans.import': ({ json }) => {
      const entry = JSON.parse(json) as State['plans'][number]
      entry.plan = { ...entry.plan, id: ++lastId }
      state.plans = [entry, ...state.plans]
      return entry.plan
    },
    'plans.write': ({ id }) => {
      const entry = planned(id)
      return work('tag-write', entry.files.length, () => {
        const failure = {
          code: 'changed-since',
          message: 'Its genre is "Jazz" now and was "Blues" in the plan.'
        } as const
        entry.files = entry.files.map((file, at) => ({
          ...file,
          changes: file.changes.map(change =>
            !change.accepted
              ? change
              : at < options.refused
                ? { ...change, state: 'failed', failure }
                : { ...change, state: 'written' }
          )
        }))
        recount(entry, { state: 'written' })
        const written = entry.files.flatMap(({ path, trackId, changes }) =>
          changes
            .filter(change => change.state === 'written')
            .map(({ field, before, after }) => ({
              id: ++lastId,
              trackId,
              path,
              field,
              before,
              after,
              undone: false,
              putBack: null
            }))
        )
        record('write', entry.plan.name, written)
        return { failed: options.refused }
      })
    },

    'history.list': () => state.batches.map(({ batch }) => batch),
    'history.changes': ({ id, offset = 0, limit = 1000 }) =>
      found(state.batches.find(({ batch }) => batch.id === id)).changes.slice(offset, offset + limit),
    'history.undo': ({ id, changeIds }) => {
      const entry = found(state.batches.find(({ batch }) => batch.id === id))
      const undoing = entry.changes.filter(
        change => !change.undone && (changeIds?.includes(change.id) ?? true)
      )
      return work('tag-undo', undoing.length, () => {
        entry.changes = entry.changes.map(change =>
          undoing.includes(change) ? { ...change, undone: true } : change
        )
        entry.batch = { ...entry.batch, undone: entry.changes.filter(change => change.undone).length }
        record(
          'undo',
          entry.batch.name,
          undoing.map(change => ({
            ...change,
            id: ++lastId,
            before: change.after,
            after: change.before,
            putBack: 'bytes' as const
          })),
          id
        )
        return {}
      })
    }
  }
}
