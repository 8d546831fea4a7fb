import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copyright } from '../../scripts/package/copyright.ts'
import { licensed, permitted, thirdPartyLicences } from '../../scripts/package/licences.ts'
import { readJson, root } from '../../scripts/package/places.ts'
import { shippedPackages } from '../../scripts/package/shipped.ts'

const read = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n')

describe('what is shipped of others', () => {
  it('is under licences that were looked at, and has their texts', () => {
    const all = licensed()
    expect(all.length).toBeGreaterThan(shippedPackages().length)
    for (const { texts } of all) expect(texts.join('').length).toBeGreaterThan(200)
  })

  it('is not what is under a licence that nobody looked at', () => {
    expect(() => permitted('left-pad', 'WTFPL')).toThrow('left-pad is under WTFPL, which is not on the list')
    // What is allowed for one is not for another.
    expect(() => permitted('left-pad', 'LGPL-3.0-or-later')).toThrow('not on the list')
    expect(() => permitted('left-pad', 'undefined')).toThrow('not on the list')
  })

  it('is what the page of licences tells of: "node scripts/licences.ts" writes it anew', () => {
    expect(read('resources/third-party-licences.md')).toBe(thirdPartyLicences())
  })

  it('is told to Debian without the texts that it has', () => {
    const told = copyright('of Node')
    expect(told).toContain('/usr/share/common-licenses/LGPL-2.1.')
    expect(told).toContain('/usr/share/common-licenses/LGPL-3.')
    expect(told).toContain('1995-2021 by the mpg123 project')
    expect(told).not.toMatch(/TERMS AND CONDITIONS FOR (USE|COPYING)/)
  })
})

/** The packages that the files below a folder name in their imports. */
function imported(folder: string, files: RegExp): Set<string> {
  const found = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => files.test(name))
    .flatMap(name => [
      ...read(join(folder, name)).matchAll(/^(?:import|export)[^;'"]*?from '([^'.#$][^']*)'/gm)
    ])
    .map(([, name]) => name!)
    .filter(name => !name.startsWith('node:'))
  return new Set(found.map(name => /^(@[^/]+\/)?[^/]+/.exec(name)![0]))
}

describe('what a build takes into itself', () => {
  it('is in the page Svelte alone, with what Svelte imports', () => {
    expect([...imported('src-renderer', /\.(ts|svelte)$/)]).toEqual(['svelte'])
    const { dependencies } = readJson(join(root, 'node_modules/svelte/package.json'))
    for (const name of imported('node_modules/svelte/src/internal/client', /\.js$/))
      if (name !== 'svelte') expect(Object.keys(dependencies ?? {})).toContain(name)
  })

  it('is in the program the look for updates alone: all else it imports is shipped beside it', () => {
    const shipped = new Set(shippedPackages().map(({ name }) => name))
    const ofElectron = ['electron', 'electron-updater']
    for (const name of imported('src-main', /\.ts$/))
      if (!ofElectron.includes(name)) expect(shipped).toContain(name)
  })
})
