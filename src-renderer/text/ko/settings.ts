import type { Messages } from '../messages.ts'
import { charsetNames } from './charsets.ts'
import { confinementText, databaseFaultText, problemText, providerFaultText } from './faults.ts'
import { count, decimal, signed } from './numbers.ts'
import { josa } from './particles.ts'

/** Words of the settings. */
export const settings: Messages['settings'] = {
  title: '설정',
  find: '설정 찾기',
  noneFound: '그런 설정이 없어요. 한 낱말로 찾아 보세요.',
  look: '모양',
  theme: '테마',
  themes: { system: '시스템', light: '밝게', dark: '어둡게' },
  density: '행 간격',
  densities: { compact: '좁게', comfortable: '넓게' },
  language: '언어',
  languages: { system: '시스템', en: 'English', ko: '한국어' },
  playing: '재생',
  level: {
    title: '같은 음량',
    modes: { off: '끄기', track: '곡마다', album: '앨범마다' },
    note: '파일의 ReplayGain이나 R128 태그를 따르고, 없으면 Earshot이 잰 값으로 −18 LUFS에 맞춰요. 소리가 깨지지 않도록 줄이기만 해요. 앨범마다 맞추면 한 앨범 안의 조용한 곡과 큰 곡의 차이가 남아요.',
    now: (title, applied, { decibels, from, mode }) => {
      const by = `${from === 'tags' ? '파일의 태그' : '잰 값'}${mode === 'album' ? ', 앨범 기준' : ''}`
      const softer = decibels > applied + 0.05 ? ` (같은 음량이 되려면 ${signed(decibels)} dB)` : ''
      return `${title}: ${signed(applied)} dB, ${by}${softer}`
    },
    unknown: title => `${title}: 그대로 재생해요. 음량을 아직 몰라요.`
  },
  crossfade: {
    title: '크로스페이드',
    off: '끄기',
    seconds: n => `${count(n)}초`,
    note: '한 곡이 다음 곡으로 서서히 넘어가고, 둘을 합친 음량은 그대로예요. 앨범에서 이어지는 곡 사이와 직접 넘길 때는 하지 않아요.'
  },
  output: {
    title: '출력 장치',
    system: '시스템 설정대로',
    away: name => `${name} (지금은 없음)`,
    awayNote: name => `${josa(name, '이/가')} 다시 연결될 때까지 시스템이 쓰는 장치로 소리를 내요.`,
    none: '다른 출력 장치가 없어요.',
    nameless:
      '브라우저는 마이크를 쓸 수 있는 페이지에만 출력 장치의 이름을 알려 줘요. Earshot은 아무것도 녹음하지 않고, 허락을 받으면 마이크를 곧바로 놓아요.',
    ask: '이름 묻기',
    refused:
      '브라우저가 이름을 알려 주지 않았어요. 브라우저의 페이지 설정에서 이 페이지에 마이크를 허용한 뒤 다시 묻거나, 시스템 설정에서 출력 장치를 고르세요.',
    impossible:
      '이 브라우저나 연결에서는 페이지가 출력 장치를 고를 수 없어요. 시스템 설정에서 고르세요. 이 컴퓨터의 Chromium 계열 브라우저와 Earshot 창에서는 고를 수 있어요.'
  },
  notify: {
    title: '다른 창을 보고 있을 때 시작하는 곡 알리기',
    refused: '시스템이나 브라우저가 Earshot의 알림을 막고 있어요. 거기에서 허용한 뒤 다시 해 보세요.'
  },
  oldTexts: {
    title: '오래된 태그',
    are: '오래된 태그의 글자',
    names: charsetNames,
    note: '어떻게 적었는지 밝히지 않고 UTF-8도 아닌 글자만 이렇게 읽어요. 바꾸면 라이브러리를 다시 살펴봐요. 파일은 바뀌지 않아요. 파일에 바르게 쓰려면 태그에서 계획을 만드세요.'
  },
  scanOnStart: 'Earshot을 시작할 때 폴더 살펴보기',
  machine: '이 컴퓨터',
  runsOn: '듣기를 실행하는 곳',
  providers: {
    cpu: '프로세서 (CPU)',
    cuda: 'NVIDIA 그래픽 (CUDA)',
    tensorrt: 'NVIDIA 그래픽 (TensorRT)',
    dml: '그래픽 (DirectML)',
    directml: '그래픽 (DirectML)',
    coreml: 'Apple (Core ML)',
    webgpu: '그래픽 (WebGPU)'
  },
  refused: '시험했지만 쓰지 않음',
  notNeeded: '준비됨, 필요 없음',
  notTried: '아직 시험하지 않았어요. 듣기를 시작할 때 정해요.',
  perWindow: ms => `음악 10초에 ${ms < 10 ? decimal(ms, 1) : count(ms)} ms`,
  workers: n => `동시에 ${count(n)}곡`,
  effort: '듣기에 쓰는 힘',
  efforts: {
    quiet: '조금: 다른 프로그램이 쓰지 않을 때 프로세서의 절반',
    normal: '다른 프로그램이 남긴 만큼',
    full: '쓸 수 있는 만큼 모두'
  },
  effortNote:
    '다음에 듣기를 시작할 때 바뀌어요. 쓸 수 있는 만큼 다 쓰지 않으면, 배터리로 작동하거나 다른 프로그램이 바쁠 때는 기다려요.',
  decoder: '소리를 읽는 프로그램',
  builtIn: '내장 디코더',
  confinement: confinementText,
  chooseFfmpeg: '다른 ffmpeg 선택…',
  findFfmpeg: '알아서 찾기',
  ffmpegRefused: path =>
    `${josa(path, '은/는')} 여기서 실행되는 ffmpeg이 아니에요. 대신 위에 적힌 것을 써요.`,
  model: '듣기 모델',
  modelStates: { ok: '정상', missing: '없음', corrupt: '손상됨' },
  data: '라이브러리 위치',
  memory: '쓰는 메모리',
  version: '버전',
  check: '모두 점검',
  checking: '점검하는 중…',
  allWell: '모두 정상이에요.',
  problems: '살펴볼 것',
  problem: problemText,
  providerFault: providerFaultText,
  databaseFault: databaseFaultText,
  database: '라이브러리 파일',
  databaseOk: '정상',
  loading: '엔진에 묻는 중…'
}
