import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Doctor, LibraryOverview, TrackFailure } from '#contract/entities.ts'
import { reportText, thisMachine } from '../../src-main/cli/library/report.ts'
import { commandLine } from '../support/command-line.ts'

// A report is attached where everybody reads it: nothing of whose machine it is may stand in it.

const work = mkdtempSync(join(tmpdir(), 'earshot-report-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** In every place that is free to hold anything. */
const secret = 'Anna\'s "Geheim" ~ C:\\Musik /home/anna/Ex Boyfriend\nSongs'

const doctor: Doctor = {
  version: '0.9.0',
  node: '24.1.0',
  platform: 'linux-x64',
  waits: null,
  dataFolder: secret,
  model: { id: 'x', version: '1', title: secret, licence: secret, bytes: 1, state: 'ok', fault: null },
  models: [
    ...(['file-missing', 'file-content'] as const).map(code => ({
      ...{
        id: secret,
        version: secret,
        title: secret,
        licence: secret,
        bytes: 1e6,
        state: 'corrupt' as const
      },
      fault: { code, path: secret, origin: 'installed' as const }
    })),
    {
      ...{ id: 'earshot-mulan-2', version: '2.0.0', title: secret, licence: secret, bytes: 2e6 },
      ...{ state: 'corrupt', fault: { code: 'unreadable', said: secret } }
    }
  ],
  decoder: {
    ...{ kind: 'ffmpeg', detail: `ffmpeg version 7.1-${secret}`, path: secret },
    confinement: {
      code: 'fails',
      said: `bwrap: Creating new namespace failed: ${secret}: Operation not permitted`
    }
  },
  providers: [
    { provider: 'cpu', chosen: true, reason: null, milliseconds: 12 },
    {
      provider: 'cuda',
      chosen: false,
      reason: { code: 'failed', said: `cannot open ${secret}` },
      milliseconds: null
    }
  ],
  workers: 2,
  memory: 1e8,
  database: {
    ...{ path: secret, version: 210, bytes: 5e6, backups: [secret, secret] },
    integrity: { code: 'damaged', said: secret }
  },
  problems: [
    { code: 'no-decoder', formats: secret, refused: [{ code: 'does-not-run', path: secret, said: secret }] },
    { code: 'model-missing', id: secret, inUse: true, fault: { code: 'gone', id: secret, instead: secret } },
    { code: 'database-damaged', fault: { code: 'damaged', said: secret }, backup: secret },
    { code: 'disk-full', free: 1, dataFolder: secret },
    { code: 'not-found', path: secret }
  ]
}

const library: LibraryOverview = {
  ...{
    tracks: 1200,
    available: 1100,
    analysed: 1000,
    newEars: null,
    failures: 2,
    leftOut: 3,
    leftTracks: 0,
    duration: 1,
    bytes: 1
  },
  folders: [{ id: 1, path: secret, state: 'missing', tracks: 1200 } as LibraryOverview['folders'][number]]
}
const failure = { code: 'unreadable-file', message: secret, path: secret, trackId: 1, stage: 'read', at: 1 }
const failures = [failure, failure] as TrackFailure[]

it('is made of codes and numbers, whatever things are called', () => {
  const machine = { earshot: '0.9.0', system: 'Debian', processor: 'A processor', cores: 2, memory: 8e9 }
  const text = reportText(machine, { found: doctor, library, failures })
  expect(text).toBe(`Earshot    0.9.0
system     Debian
processor  A processor, 2 cores
memory     8.0 GB
decoder    ffmpeg 7.1
rights     fails: Operation not permitted
model      one that was added, 1.0 MB: corrupt (file-missing)
model      one that was added, 1.0 MB: corrupt (file-content)
model      earshot-mulan-2 2.0.0, 2.0 MB: corrupt (unreadable)
provider   cpu: in use, 12.0 ms for 10 s of music
provider   cuda: not used (failed)
workers    2, with 100 MB of memory in use
database   version 210, 5.0 MB, integrity damaged, 2 backups
library    1,200 tracks, 1,000 analysed, 3 left out, 1 folder, 1 missing
failures   read, unreadable-file: 2
problem    no-decoder (does-not-run)
problem    model-missing
problem    database-damaged
problem    disk-full
problem    not-found
`)
})

it('is written where the library cannot even be opened', async () => {
  const data = join(work, 'Meine Daten')
  mkdirSync(data)
  writeFileSync(join(data, 'earshot.db'), 'Geheim'.repeat(1000))
  const file = join(work, 'report.txt')
  const { code, err } = await commandLine(work, data)('doctor', '--report', file)
  expect([code, err]).toEqual([1, expect.stringContaining(`The report is in ${file}.`)])
  const text = readFileSync(file, 'utf8')
  expect(text).toMatch(/^library +cannot be opened: database-damaged$/m)
  expect(text).not.toMatch(/Geheim|Daten/)
})

it('knows the machine by what its makers call it', () => {
  expect(Object.values(thisMachine()).every(Boolean)).toBe(true)
})
