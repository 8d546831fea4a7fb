// Assembles the kernels: each .wat -> a .ts with its bytes beside it (committed).
// `node scripts/build-kernel.mjs --check` only says whether the committed files are what the sources give.
import { readFileSync, writeFileSync } from 'node:fs'
import wabt from 'wabt'

const core = new URL('../src-main/core/', import.meta.url)
const kernels = [
  'search/vectors/kernel',
  'audio/measure/loudness-kernel',
  'audio/measure/spectra-kernel',
  'audio/resample-kernel'
]

/** The text of the file with a kernel's bytes. */
async function kernelModule(name) {
  const source = `${name.split('/').at(-1)}.wat`
  const assembler = await wabt()
  const parsed = assembler.parseWat(source, readFileSync(new URL(`${name}.wat`, core), 'utf8'), {
    simd: true
  })
  const base64 = Buffer.from(parsed.toBinary({}).buffer).toString('base64')
  const lines = base64.match(/.{1,96}/g).map(line => `  '${line}'`)
  return `/** ${source}, assembled by scripts/build-kernel.mjs; base64. */\nexport const kernelBytes =\n${lines.join(' +\n')}\n`
}

for (const name of kernels) {
  const target = new URL(`${name}-bytes.ts`, core)
  const text = await kernelModule(name)
  if (!process.argv.includes('--check')) writeFileSync(target, text)
  else if (readFileSync(target, 'utf8') !== text) {
    console.error(`${name}-bytes.ts is not what its source gives: run node scripts/build-kernel.mjs`)
    process.exitCode = 1
  }
}
