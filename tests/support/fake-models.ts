import type { Job } from '#contract/entities.ts'
import { EarshotError, type Failure } from '#contract/errors.ts'
import type { KnownModel, ModelEntry, ModelProposal, ModelTest } from '#contract/models.ts'
import type { RequestName } from '#contract/requests.ts'
import { fakeJob, type FakeEngine, type Handlers } from './fake-engine.ts'

export interface FakeModelOptions {
  /** Beside the one that comes along. */
  installed: Partial<ModelEntry>[]
  known: Partial<KnownModel>[]
  proposal: Partial<ModelProposal>
  test: Partial<ModelTest>
  /** Why adding one fails. */
  refused: Failure | null
  /** The new model has to listen first. */
  listensFirst: boolean
}

type Bridge = FakeEngine<{ models: Partial<FakeModelOptions> }>
type ModelHandlers = {
  [N in Extract<RequestName, `models.${string}`>]: NonNullable<Handlers[N]>
}

const entry = (over: Partial<ModelEntry>): ModelEntry => ({
  id: 'clap-htsat-unfused',
  version: '3f1c02aa-90be1177',
  title: 'LAION-CLAP, general sound (HTSAT-tiny)',
  licence: 'Apache-2.0',
  family: 'clap',
  dimension: 512,
  bytes: 163_400_000,
  origin: 'installed',
  source: 'https://huggingface.co/Xenova/clap-htsat-unfused/resolve/main/',
  state: 'ok',
  fault: null,
  inUse: false,
  preparing: false,
  earlier: false,
  analysed: 0,
  unanalysed: 1284,
  tags: false,
  music: false,
  ...over
})

const knownModel = (over: Partial<KnownModel>): KnownModel => ({
  id: 'clap-htsat-unfused',
  title: 'LAION-CLAP, general sound (HTSAT-tiny)',
  licence: 'Apache-2.0',
  page: 'https://huggingface.co/Xenova/clap-htsat-unfused',
  bytes: 163_400_000,
  blocked: null,
  installed: false,
  fetched: 0,
  ...over
})

const usual: Partial<KnownModel>[] = [
  {},
  {
    id: 'larger_clap_music',
    title: 'LAION-CLAP, music (as uploaded to the hub)',
    page: 'https://huggingface.co/laion/larger_clap_music',
    bytes: 0,
    blocked: { code: 'phrases-alike', cosine: 0.9993 }
  }
]

/** Answers everything about models from memory. */
export function modelHandlers(bridge: Bridge): ModelHandlers {
  const { models: told, tracks } = bridge.options
  const shipped = entry({
    id: 'earshot-mulan-1',
    version: '1.1.0',
    title: 'Earshot embedded pair 1',
    licence: 'ISC AND Apache-2.0 AND CC-BY-SA-4.0',
    family: 'pcm',
    dimension: 128,
    bytes: 31_347_000,
    origin: 'shipped',
    source: null,
    inUse: true,
    analysed: tracks,
    unanalysed: 0,
    tags: true,
    music: true
  })
  let models = [shipped, ...(told.installed ?? []).map(entry)]
  let known = (told.known ?? usual).map(knownModel)
  const change = (id: string, over: Partial<ModelEntry>): void => {
    models = models.map(one => (one.id === id ? { ...one, ...over } : one))
  }
  const start = (kind: 'model-add' | 'model-download' | 'analysis', total: number): Job => {
    const job = fakeJob(kind, {
      id: 900 + bridge.options.jobs.length,
      done: Math.floor(total / 4),
      total,
      pace: 240,
      remaining: 30
    })
    bridge.options.jobs.push(job)
    bridge.emit('job', job)
    return job
  }
  const requireOne = (id: string): ModelEntry => {
    const model = models.find(one => one.id === id)
    if (model) return model
    throw new EarshotError('not-found', `There is no model ${id}.`)
  }

  return {
    'models.list': () => ({ models, known }),
    'models.inspect': ({ paths }) => ({
      id: paths[0]!.split('/').at(-1)!.toLowerCase(),
      title: 'My own MuLan',
      licence: 'CC-BY-4.0',
      variant: 'full',
      bytes: 42_000_000,
      ...told.proposal
    }),
    'models.add': ({ paths }) => {
      const id = paths[0]!.split('/').at(-1)!.toLowerCase()
      const error = told.refused ?? null
      const title = 'My own MuLan'
      if (!error) models = [...models, entry({ id, title, bytes: 42_000_000, family: 'pcm', music: true })]
      const job = start('model-add', 42)
      setTimeout(() => {
        bridge.emit('job', { ...job, state: error ? 'failed' : 'done', done: 42, endedAt: 1, error })
        if (!error) bridge.emit('models.changed', null)
      })
      return job
    },
    'models.download': ({ id }) => {
      known = known.map(one => (one.id === id ? { ...one, fetched: 40_000_000 } : one))
      return start('model-download', 164)
    },
    'models.importVectors': () => {
      throw new EarshotError('unknown-request', 'No page asks for this.')
    },
    'models.test': ({ id }) => ({
      id: requireOne(id).id,
      failure: null,
      alike: 0.23,
      soundsAlike: 0.31,
      milliseconds: 212,
      ...told.test
    }),
    'models.use': ({ id }) => {
      const model = requireOne(id)
      if (told.listensFirst && model.analysed < tracks && !model.inUse) {
        change(id, {
          preparing: true,
          analysed: Math.floor(tracks / 3),
          unanalysed: tracks - Math.floor(tracks / 3)
        })
        return { inUse: false, job: start('analysis', tracks) }
      }
      models = models.map(one => ({ ...one, inUse: one.id === id, preparing: false }))
      return { inUse: true, job: null }
    },
    'models.remove': ({ id }) => {
      requireOne(id)
      models = models.filter(one => one.id !== id)
      return null
    }
  }
}
