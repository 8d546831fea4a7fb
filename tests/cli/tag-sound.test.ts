import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Suggestion, Term } from '../../src-main/contract/tagging.ts'
import { writeWav } from '../support/audio.ts'
import { commandLine } from '../support/command-line.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot cli '))
const run = commandLine(work, join(work, 'data'))

beforeAll(async () => {
  mkdirSync(join(work, 'music'))
  // A deep tone: it passes for music, higher ones do not and are given no tags.
  writeWav(join(work, 'music', 'tone.wav'), { seconds: 12, hz: 82 })
  writeWav(join(work, 'music', 'chirp.wav'), { seconds: 12, shape: 'chirp' })
  expect((await run('scan', '--analyse', 'music')).code).toBe(0)
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

it('suggests with how sure it is, and nothing unmeasured as sure', async () => {
  const { code, out } = await run('tag', 'suggest', 'music', '--unsure', '--json')
  expect(code).toBe(0)
  const { tracks } = JSON.parse(out) as { tracks: { path: string; suggestions: Suggestion[] }[] }
  expect(tracks.map(track => track.path).sort()).toEqual(
    ['chirp.wav', 'tone.wav'].map(name => join(work, 'music', name))
  )
  const all = tracks.flatMap(track => track.suggestions)
  expect(all.length).toBeGreaterThan(0)
  expect(all.filter(one => one.sure && one.reliability.source === 'none')).toEqual([])
})

it('describes a passage and a folder in a sentence, and refuses what it does not know', async () => {
  const passage = await run('describe', 'music/tone.wav', '--from', '0', '--to', '5')
  expect(passage).toMatchObject({ code: 0, out: expect.stringMatching(/\.\n/) as string })
  const folder = await run('describe', 'music', '--json')
  expect(JSON.parse(folder.out)).toMatchObject({
    descriptions: [{ path: 'music', sentence: expect.stringMatching(/\.$/) as string, heard: 2, tracks: 2 }]
  })
  const missing = await run('describe', 'nowhere.wav')
  expect(missing.code).toBe(1)
  expect(missing.err).toContain('not in the library')
})

it('plans for the files that are named only, and nothing where the audit finds nothing', async () => {
  const make = [
    'tag',
    'review',
    '--make',
    '--unsure',
    '--fields',
    'genre,mood,instrument',
    '--json',
    '--only'
  ]
  const { out } = await run(...make, 'music/tone.wav')
  expect(JSON.parse(out)).toMatchObject({ files: [{ path: join(work, 'music', 'tone.wav') }] })
  expect((await run(...make, 'nowhere')).err).toContain('not in the library')
  const audit = await run('tag', 'review', '--audit', '--json')
  expect([audit.code, JSON.parse(audit.out)]).toEqual([0, { plan: null, files: [] }])
})

it('takes a list of terms, shows the vocabulary, and audits without anything written', async () => {
  writeFileSync(join(work, 'own.csv'), 'mood,Rainy,rain on a window\nhip hop\n')
  expect(JSON.parse((await run('tag', 'terms', '--import', 'own.csv', '--json')).out)).toEqual({
    added: 1,
    known: 1,
    refused: []
  })
  const { terms } = JSON.parse((await run('tag', 'terms', '--group', 'mood', '--json')).out) as {
    terms: Term[]
  }
  expect(terms.find(term => term.name === 'Rainy')).toMatchObject({
    origin: 'own',
    phrases: ['rain on a window'],
    reliability: { source: 'none' }
  })
  expect(JSON.parse((await run('tag', 'audit', '--json')).out)).toEqual({ findings: [] })
})
