// Assembles the vector kernel: src-main/core/search/vectors/kernel.wat -> kernel-bytes.ts (committed).
// `node scripts/build-kernel.mjs --check` only says whether the committed file is what the source gives.
import { readFileSync, writeFileSync } from 'node:fs'
import wabt from 'wabt'

const folder = new URL('../src-main/core/search/vectors/', import.meta.url)
const target = new URL('kernel-bytes.ts', folder)

/** The text of kernel-bytes.ts. */
async function kernelModule() {
  const assembler = await wabt()
  const parsed = assembler.parseWat('kernel.wat', readFileSync(new URL('kernel.wat', folder), 'utf8'), {
    simd: true
  })
  const base64 = Buffer.from(parsed.toBinary({}).buffer).toString('base64')
  const lines = base64.match(/.{1,96}/g).map(line => `  '${line}'`)
  return `/** kernel.wat, assembled by scripts/build-kernel.mjs; base64. */\nexport const kernelBytes =\n${lines.join(' +\n')}\n`
}

const text = await kernelModule()
if (!process.argv.includes('--check')) writeFileSync(target, text)
else if (readFileSync(target, 'utf8') !== text) {
  console.error('kernel-bytes.ts is not what kernel.wat gives: run node scripts/build-kernel.mjs')
  process.exitCode = 1
}
