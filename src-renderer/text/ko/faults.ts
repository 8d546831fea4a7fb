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
import { josa } from './particles.ts'

/** What is wrong with what Earshot stands on, and what to do about it. */

const refusals: WordsOf<DecoderRefusal> = {
  'not-a-program': ({ path }) => `설정에서 고른 ${josa(path, '은/는')} 프로그램이 아니에요.`,
  'does-not-run': ({ path, said }) =>
    `${josa(path, '이/가')} 실행되지 않아요: ${said ?? 'ffmpeg이 아니에요'}.`,
  'none-found': () => 'ffmpeg을 찾지 못했어요. 모든 형식을 들으려면 설치하거나 설정에서 고르세요.'
}

const confinements: WordsOf<Confinement> = {
  bubblewrap: () => '디코더는 읽는 파일 말고는 아무것도 볼 수 없어요(bubblewrap).',
  missing: () => '디코더에 Earshot의 모든 권한이 있어요. 이를 가둘 bubblewrap이 설치되어 있지 않아요.',
  fails: ({ said }) =>
    `디코더에 Earshot의 모든 권한이 있어요. 여기서는 bubblewrap이 작동하지 않아요(${said ?? '까닭을 알 수 없음'}).`,
  'not-here': () => '디코더에 Earshot의 모든 권한이 있어요.'
}

/** Whether decoders have no more rights than they need. */
export const confinementText = (of: Confinement): string => inWords<Confinement>(confinements, of)

const providers: WordsOf<ProviderFault> = {
  'took-down': () => '시험하자 프로그램 전체가 종료되었어요.',
  differs: ({ cosine }) =>
    cosine === null ? '결과가 CPU와 달라요.' : `결과가 CPU와 달라요(코사인 ${decimal(cosine, 4)}).`,
  slower: ({ milliseconds, processor }) =>
    `CPU보다 느려요(한 구간에 ${count(milliseconds)} ms, CPU는 ${count(processor)} ms).`,
  'not-in-build': () => '이 빌드에는 들어 있지 않아요.',
  'no-libraries': () => '필요한 라이브러리가 설치되어 있지 않아요.',
  'no-driver': () => '쓸 수 있는 그래픽 드라이버가 없어요.',
  failed: ({ said }) => said
}

/** Why an execution provider is not in use. */
export const providerFaultText = (fault: ProviderFault): string => inWords<ProviderFault>(providers, fault)

const mend = {
  shipped: 'Earshot을 다시 설치하거나 models 폴더를 복원하세요.',
  installed: '모델을 지우고 다시 추가하세요.'
} as const

const models: WordsOf<ModelFault> = {
  'file-missing': ({ path, origin }) => `${josa(path, '이/가')} 없어요. ${mend[origin]}`,
  'file-size': ({ path, origin, bytes, expected }) =>
    `${path}의 크기가 ${expected}바이트가 아니라 ${bytes}바이트예요. ${mend[origin]}`,
  'file-content': ({ path, origin }) => `${path}의 내용이 맞지 않아요. ${mend[origin]}`,
  gone: ({ id, instead }) =>
    `쓰던 모델 ${josa(id, '이/가')} 없어졌어요. 대신 ${josa(instead, '을/를')} 써요.`,
  unreadable: ({ said }) => said
}

/** Why a model cannot be used. */
export const modelFaultText = (fault: ModelFault): string => inWords<ModelFault>(models, fault)

/** Why a known model is not offered. */
export const knownFaultText = ({ cosine }: KnownFault): string =>
  `글을 읽는 쪽이 망가졌어요. 서로 관계없는 표현도 같게 나와서(평균 코사인 ${cosine}) 말로는 아무것도 찾을 수 없어요.`

const databases: WordsOf<DatabaseFault> = {
  'rows-astray': ({ rows }) => `${rows}개 행이 아무것도 가리키지 않아요`,
  damaged: ({ said }) => said
}

/** What the thorough check of the database found. */
export const databaseFaultText = (fault: DatabaseFault): string => inWords<DatabaseFault>(databases, fault)

const problems: WordsOf<Problem> = {
  'no-decoder': ({ refused }) =>
    `ffmpeg을 쓰지 않고 있어요: ${refused.map(one => inWords<DecoderRefusal>(refusals, one)).join(' ')}`,
  'model-missing': ({ fault }) => modelFaultText(fault),
  'model-corrupt': ({ fault }) => modelFaultText(fault),
  'model-refused': ({ providers: tried }) => {
    const each = tried.map(
      ({ provider, reason }) => `${provider}(${reason ? providerFaultText(reason) : '까닭을 알 수 없음'})`
    )
    return `자체 시험을 통과한 실행 방식이 없어요: ${each.join(', ')}`
  },
  'database-damaged': ({ fault }) => `데이터베이스가 손상되었어요: ${databaseFaultText(fault)}.`,
  'disk-full': ({ free, dataFolder }) =>
    `라이브러리를 보관하는 곳(${dataFolder})에 ${count(free / 1e6)} MB만 남았어요.`,
  'not-found': ({ path }) => `${path.toWellFormed()} 폴더에 닿을 수 없어요.`
}

const modelAdvice = ({ inUse }: { inUse: boolean }): string =>
  inUse
    ? 'Earshot을 다시 설치하거나 models 폴더를 복원하세요. 그때까지는 소리를 듣거나 소리로 찾을 수 없어요.'
    : '쓰고 있지 않은 모델이에요. 지우고, 필요하면 다시 추가하세요.'

const advice: WordsOf<Problem> = {
  'no-decoder': ({ formats }) =>
    `ffmpeg을 설치하거나 경로를 정하세요. 그때까지는 ${formats}만 들을 수 있어요.`,
  'model-missing': modelAdvice,
  'model-corrupt': modelAdvice,
  'model-refused': () => 'Earshot을 다시 설치하세요. 그래도 안 되면 이 글과 함께 알려 주세요.',
  'database-damaged': ({ backup }) =>
    backup === null
      ? '데이터 폴더를 다른 곳으로 옮기고 폴더를 다시 살펴보세요.'
      : `가장 최근 백업 ${josa(backup, '을/를')} "earshot restore"나 설정에서 복원하세요. 손상된 데이터베이스는 보관해요.`,
  'disk-full': () => '공간을 비우거나 다른 데이터 폴더를 고르세요.',
  'not-found': () => '드라이브를 연결하고 다시 살펴보거나, 라이브러리에서 폴더를 빼세요.'
}

/** What is wrong, and what to do about it. */
export const problemText = (problem: Problem): { message: string; advice: string } => ({
  message: inWords<Problem>(problems, problem),
  advice: inWords<Problem>(advice, problem)
})
