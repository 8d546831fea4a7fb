import type { Confinement } from '#contract/entities.ts'
import type {
  DatabaseFault,
  DecodeWarning,
  DecoderRefusal,
  KnownFault,
  ModelFault,
  Problem,
  ProviderFault
} from '#contract/faults.ts'
import type { Cases } from './cases.ts'

export const providerFaults: Cases<ProviderFault> = {
  'took-down': [[{ code: 'took-down' }, 'It took the whole program down when it was tried.']],
  differs: [
    [{ code: 'differs', cosine: 0.36 }, "Its results differ from the CPU's (cosine 0.3600)."],
    [{ code: 'differs', cosine: null }, "Its results differ from the CPU's (cosine NaN)."]
  ],
  slower: [
    [
      { code: 'slower', milliseconds: 90.4, processor: 12 },
      'It is slower than the CPU (90 ms a window against 12 ms).'
    ]
  ],
  'not-in-build': [[{ code: 'not-in-build' }, 'It is not part of this build.']],
  'no-libraries': [[{ code: 'no-libraries' }, 'Its libraries are not installed.']],
  'no-driver': [[{ code: 'no-driver' }, 'No graphics card with a usable driver was found.']],
  failed: [[{ code: 'failed', said: 'CUDA error 35' }, 'CUDA error 35']]
}

const file = { path: '/models/m/audio.onnx', origin: 'shipped' } as const
const added = { path: '/data/models/m/audio.onnx', origin: 'installed' } as const

export const modelFaults: Cases<ModelFault> = {
  'file-missing': [
    [
      { code: 'file-missing', ...file },
      '/models/m/audio.onnx is missing. Install Earshot again, or restore the models folder.'
    ],
    [
      { code: 'file-missing', ...added },
      '/data/models/m/audio.onnx is missing. Remove the model and add it again.'
    ]
  ],
  'file-size': [
    [
      { code: 'file-size', ...added, bytes: 7, expected: 1200 },
      '/data/models/m/audio.onnx has 7 bytes instead of 1200. Remove the model and add it again.'
    ]
  ],
  'file-content': [
    [
      { code: 'file-content', ...file },
      '/models/m/audio.onnx does not have the expected content. Install Earshot again, or restore the models folder.'
    ]
  ],
  gone: [
    [
      { code: 'gone', id: 'mine', instead: 'earshot-mulan-1' },
      'The model mine, which was in use, is gone; earshot-mulan-1 is used instead.'
    ]
  ],
  unreadable: [[{ code: 'unreadable', said: 'It describes no model.' }, 'It describes no model.']]
}

export const knownFault: [KnownFault, string] = [
  { code: 'phrases-alike', cosine: 0.9993 },
  'Its text half is dead: unrelated phrases come out alike (mean cosine 0.9993), so that nothing can be searched by words.'
]

export const databaseFaults: Cases<DatabaseFault> = {
  'rows-astray': [[{ code: 'rows-astray', rows: 3 }, '3 rows point to nothing']],
  damaged: [[{ code: 'damaged', said: 'wrong # of entries in index' }, 'wrong # of entries in index']]
}

const refused: DecoderRefusal[] = [
  { code: 'not-a-program', path: '/home/me/ffmpeg' },
  { code: 'does-not-run', path: '/usr/bin/ffmpeg', said: null },
  { code: 'does-not-run', path: '/opt/ffmpeg', said: 'spawn EACCES' },
  { code: 'none-found' }
]

type Said = { message: string; advice: string }
type Problems = {
  [Code in Problem['code']]: readonly (readonly [Extract<Problem, { code: Code }>, Said])[]
}

const cases: Problems = {
  'no-decoder': [
    [
      { code: 'no-decoder', refused, formats: 'MP3, FLAC' },
      {
        message:
          'ffmpeg is not in use: /home/me/ffmpeg, chosen in the settings, is not a program. /usr/bin/ffmpeg does not run: it is not ffmpeg. /opt/ffmpeg does not run: spawn EACCES. No ffmpeg was found. Install it, or choose one in the settings, to hear every format.',
        advice: 'Install ffmpeg, or set its path; until then only MP3, FLAC can be heard.'
      }
    ]
  ],
  'model-missing': [
    [
      { code: 'model-missing', id: 'm', fault: { code: 'file-missing', ...file }, inUse: true },
      {
        message: '/models/m/audio.onnx is missing. Install Earshot again, or restore the models folder.',
        advice:
          'Install Earshot again, or restore the models folder; nothing can be heard or searched by sound until then.'
      }
    ]
  ],
  'model-corrupt': [
    [
      {
        code: 'model-corrupt',
        id: 'm',
        fault: { code: 'unreadable', said: 'It describes no model.' },
        inUse: false
      },
      {
        message: 'It describes no model.',
        advice: 'It is not in use. Remove it, and add it again if you want it.'
      }
    ]
  ],
  'model-refused': [
    [
      {
        code: 'model-refused',
        providers: [
          { provider: 'cuda', reason: { code: 'no-libraries' } },
          { provider: 'cpu', reason: null }
        ]
      },
      {
        message:
          'No execution provider passed its self-test: cuda (Its libraries are not installed.), cpu (no reason)',
        advice: 'Install Earshot again; if that does not help, report it together with this text.'
      }
    ]
  ],
  'database-damaged': [
    [
      { code: 'database-damaged', fault: { code: 'rows-astray', rows: 3 }, backup: '/data/backups/a.db' },
      {
        message: 'The database is damaged: 3 rows point to nothing.',
        advice:
          'Restore the newest backup, /data/backups/a.db, with "earshot restore" or in the settings; the damaged database is kept.'
      }
    ],
    [
      { code: 'database-damaged', fault: { code: 'damaged', said: 'malformed' }, backup: null },
      {
        message: 'The database is damaged: malformed.',
        advice: 'Move the data folder away and scan your folders again.'
      }
    ]
  ],
  'disk-full': [
    [
      { code: 'disk-full', free: 123_400_000, dataFolder: '/data' },
      {
        message: 'Only 123 MB are free where the library is kept (/data).',
        advice: 'Free some space, or choose another data folder.'
      }
    ]
  ],
  'not-found': [
    [
      { code: 'not-found', path: '/music/caf\udce9' },
      {
        message: 'The folder /music/caf\ufffd cannot be reached.',
        advice: 'Connect its drive and scan again, or remove the folder from the library.'
      }
    ]
  ]
}

export const problems: [code: string, of: Problem, words: Said][] = Object.values(cases).flatMap(some =>
  some.map(([of, words]): [string, Problem, Said] => [of.code, of, words])
)

export const confinements: Cases<Confinement> = {
  bubblewrap: [
    [
      { code: 'bubblewrap', path: '/usr/bin/bwrap' },
      'Each decoder sees the file it reads and nothing else (bubblewrap).'
    ]
  ],
  missing: [
    [
      { code: 'missing' },
      'Decoders have all rights of Earshot: bubblewrap, which would confine them, is not installed.'
    ]
  ],
  fails: [
    [
      { code: 'fails', said: 'no namespaces' },
      'Decoders have all rights of Earshot: bubblewrap does not work here (no namespaces).'
    ],
    [
      { code: 'fails', said: null },
      'Decoders have all rights of Earshot: bubblewrap does not work here (no reason).'
    ]
  ],
  'not-here': [[{ code: 'not-here' }, 'Decoders have all rights of Earshot.']]
}

export const decodeWarnings: Cases<DecodeWarning> = {
  damage: [
    [{ code: 'damage', said: 'invalid frame', more: 0 }, 'The decoder met damage: invalid frame'],
    [
      { code: 'damage', said: 'invalid frame', more: 3 },
      'The decoder met damage: invalid frame (and 3 more)'
    ],
    [
      { code: 'damage', said: 'invalid frame', more: null },
      'The decoder met damage: invalid frame (and much more)'
    ]
  ],
  'ended-early': [
    [{ code: 'ended-early', exit: 1 }, 'The decoder ended early (exit code 1).'],
    [{ code: 'ended-early', exit: null }, 'The decoder ended early (exit code none).']
  ],
  'first-only': [[{ code: 'first-only', seconds: 21_600 }, 'Only the first 360 minutes were heard.']],
  'cut-off': [
    [
      { code: 'cut-off', decoded: 4.04, expected: 8 },
      'Only 4.0 of 8.0 seconds could be decoded: the file is damaged or cut off.'
    ]
  ],
  'other-decoder': [
    [
      { code: 'other-decoder', refused: 'ffmpeg', read: 'built-in', said: 'a.ogg is damaged' },
      'ffmpeg refused the file, and the built-in decoder read it: a.ogg is damaged'
    ]
  ]
}
