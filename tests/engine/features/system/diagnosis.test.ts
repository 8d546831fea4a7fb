import { expect, it } from 'vitest'
import type { Doctor } from '../../../../src-main/contract/entities.ts'
import { diagnose, type Beside } from '../../../../src-main/engine/features/system/diagnosis.ts'

const model = {
  id: 'm',
  version: '1',
  title: 'M',
  licence: 'MIT',
  bytes: 1,
  state: 'ok',
  fault: null
} as const
const well: Omit<Doctor, 'problems'> = {
  version: '1',
  dataFolder: '/data',
  model,
  models: [model],
  decoder: {
    kind: 'ffmpeg',
    detail: 'ffmpeg version 8',
    path: '/usr/bin/ffmpeg',
    confinement: { code: 'missing' }
  },
  providers: [{ provider: 'cpu', chosen: true, reason: null, milliseconds: 9 }],
  workers: 2,
  memory: 1,
  database: { path: '/data/earshot.db', version: 70, bytes: 1, integrity: 'ok', backups: ['/data/b.db'] },
  node: '24',
  platform: 'linux-x64',
  waits: null
}
const beside: Beside = { refused: [], missingFolders: [], free: 1e12 }

it('finds nothing wrong where all is well', () => {
  expect(diagnose(well, beside)).toEqual([])
  expect(diagnose(well, { ...beside, free: null })).toEqual([])
})

it('says what is wrong with each part, in codes', () => {
  const fault = { code: 'file-missing', path: '/models/o/a', origin: 'installed' } as const
  const refused = [{ code: 'none-found' as const }]
  const found: Omit<Doctor, 'problems'> = {
    ...well,
    models: [model, { ...model, id: 'o', state: 'missing', fault }],
    decoder: { kind: 'built-in', detail: 'MP3', path: null, confinement: { code: 'not-here' } },
    providers: [{ provider: 'cpu', chosen: false, reason: { code: 'no-driver' }, milliseconds: null }],
    database: { ...well.database, integrity: { code: 'rows-astray', rows: 2 } }
  }
  expect(diagnose(found, { refused, missingFolders: ['/music'], free: 1000 })).toEqual([
    { code: 'no-decoder', refused, formats: 'MP3' },
    { code: 'model-missing', id: 'o', fault, inUse: false },
    { code: 'model-refused', providers: [{ provider: 'cpu', reason: { code: 'no-driver' } }] },
    { code: 'database-damaged', fault: { code: 'rows-astray', rows: 2 }, backup: '/data/b.db' },
    { code: 'disk-full', free: 1000, dataFolder: '/data' },
    { code: 'not-found', path: '/music' }
  ])
})
