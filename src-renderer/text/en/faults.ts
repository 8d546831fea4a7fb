import type {
  DatabaseFault,
  DecoderRefusal,
  KnownFault,
  ModelFault,
  Problem,
  ProviderFault
} from '#contract/faults.ts'
import type { Confinement } from '#contract/entities.ts'
import { inWords, type WordsOf } from '#contract/in-words.ts'
import { count, decimal } from './numbers.ts'

/** What is wrong with what Earshot stands on, and what to do about it. */

const refusals = {
  'not-a-program': ({ path }) => `${path}, chosen in the settings, is not a program.`,
  'does-not-run': ({ path, said }) => `${path} does not run: ${said ?? 'it is not ffmpeg'}.`,
  'none-found': () => 'No ffmpeg was found. Install it, or choose one in the settings, to hear every format.'
} satisfies WordsOf<DecoderRefusal>

const confinements = {
  bubblewrap: () => 'Each decoder sees the file it reads and nothing else (bubblewrap).',
  missing: () =>
    'Decoders have all rights of Earshot: bubblewrap, which would confine them, is not installed.',
  fails: ({ said }) =>
    `Decoders have all rights of Earshot: bubblewrap does not work here (${said ?? 'no reason'}).`,
  'not-here': () => 'Decoders have all rights of Earshot.'
} satisfies WordsOf<Confinement>

/** Whether decoders have no more rights than they need. */
export const confinementText = (of: Confinement): string => inWords<Confinement>(confinements, of)

const providers = {
  'took-down': () => 'It took the whole program down when it was tried.',
  differs: ({ cosine }) => `Its results differ from the CPU's (cosine ${decimal(cosine ?? NaN, 4)}).`,
  slower: ({ milliseconds, processor }) =>
    `It is slower than the CPU (${count(milliseconds)} ms a window against ${count(processor)} ms).`,
  'not-in-build': () => 'It is not part of this build.',
  'no-libraries': () => 'Its libraries are not installed.',
  'no-driver': () => 'No graphics card with a usable driver was found.',
  failed: ({ said }) => said
} satisfies WordsOf<ProviderFault>

/** Why an execution provider is not in use. */
export const providerFaultText = (fault: ProviderFault): string => inWords<ProviderFault>(providers, fault)

const mend = {
  shipped: 'Install Earshot again, or restore the models folder.',
  installed: 'Remove the model and add it again.'
} as const

const models = {
  'file-missing': ({ path, origin }) => `${path} is missing. ${mend[origin]}`,
  'file-size': ({ path, origin, bytes, expected }) =>
    `${path} has ${bytes} bytes instead of ${expected}. ${mend[origin]}`,
  'file-content': ({ path, origin }) => `${path} does not have the expected content. ${mend[origin]}`,
  gone: ({ id, instead }) => `The model ${id}, which was in use, is gone; ${instead} is used instead.`,
  unreadable: ({ said }) => said
} satisfies WordsOf<ModelFault>

/** Why a model cannot be used. */
export const modelFaultText = (fault: ModelFault): string => inWords<ModelFault>(models, fault)

/** Why a known model is not offered. */
export const knownFaultText = ({ cosine }: KnownFault): string =>
  `Its text half is dead: unrelated phrases come out alike (mean cosine ${cosine}), so that nothing can be searched by words.`

const databases = {
  'rows-astray': ({ rows }) => `${rows} rows point to nothing`,
  damaged: ({ said }) => said
} satisfies WordsOf<DatabaseFault>

/** What the thorough check of the database found. */
export const databaseFaultText = (fault: DatabaseFault): string => inWords<DatabaseFault>(databases, fault)

const problems = {
  'no-decoder': ({ refused }) =>
    `ffmpeg is not in use: ${refused.map(one => inWords<DecoderRefusal>(refusals, one)).join(' ')}`,
  'model-missing': ({ fault }) => modelFaultText(fault),
  'model-corrupt': ({ fault }) => modelFaultText(fault),
  'model-refused': ({ providers: tried }) => {
    const each = tried.map(
      ({ provider, reason }) => `${provider} (${reason ? providerFaultText(reason) : 'no reason'})`
    )
    return `No execution provider passed its self-test: ${each.join(', ')}`
  },
  'database-damaged': ({ fault }) => `The database is damaged: ${databaseFaultText(fault)}.`,
  'disk-full': ({ free, dataFolder }) =>
    `Only ${Math.round(free / 1e6)} MB are free where the library is kept (${dataFolder}).`,
  'not-found': ({ path }) => `The folder ${path.toWellFormed()} cannot be reached.`
} satisfies WordsOf<Problem>

const modelAdvice = ({ inUse }: { inUse: boolean }): string =>
  inUse
    ? 'Install Earshot again, or restore the models folder; nothing can be heard or searched by sound until then.'
    : 'It is not in use. Remove it, and add it again if you want it.'

const advice = {
  'no-decoder': ({ formats }) => `Install ffmpeg, or set its path; until then only ${formats} can be heard.`,
  'model-missing': modelAdvice,
  'model-corrupt': modelAdvice,
  'model-refused': () => 'Install Earshot again; if that does not help, report it together with this text.',
  'database-damaged': ({ backup }) =>
    backup === null
      ? 'Move the data folder away and scan your folders again.'
      : `Restore the newest backup, ${backup}, with "earshot restore" or in the settings; the damaged database is kept.`,
  'disk-full': () => 'Free some space, or choose another data folder.',
  'not-found': () => 'Connect its drive and scan again, or remove the folder from the library.'
} satisfies WordsOf<Problem>

/** What is wrong, and what to do about it. */
export const problemText = (problem: Problem): { message: string; advice: string } => ({
  message: inWords<Problem>(problems, problem),
  advice: inWords<Problem>(advice, problem)
})
