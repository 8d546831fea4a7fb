import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { addressOf } from './addresses.ts'
import { collectPages, filesBeside } from './collect.ts'
import { deadLinks } from './dead-links.ts'
import { wholePage } from './layout.ts'
import { options, searched } from './searched.ts'
import { repository, root } from './tree.ts'

const out = join(root, 'dist', 'site')

const [option, data] = process.argv.slice(2)
if (option === '--pictures' && data !== undefined) {
  const { takePictures } = await import('./pictures.ts')
  await takePictures(data)
} else if (option !== undefined) {
  console.error(
    'usage: npm run site [-- --pictures DATA], DATA being the data folder of a library that was listened to'
  )
  process.exit(2)
}

const tree = repository()
const pages = collectPages(tree)
const dead = deadLinks(tree, pages)
if (dead.length > 0) {
  console.error(dead.join('\n'))
  process.exit(1)
}

const write = (address: string, text: string): void => {
  mkdirSync(dirname(join(out, address)), { recursive: true })
  writeFileSync(join(out, address), text)
}

rmSync(out, { recursive: true, force: true })
for (const page of pages) write(page.address, wholePage(page, pages))
for (const path of filesBeside(pages)) {
  const to = join(out, addressOf(path))
  mkdirSync(dirname(to), { recursive: true })
  cpSync(join(root, path), to, { recursive: true })
}
cpSync(join(import.meta.dirname, 'assets'), out, { recursive: true })
copyFileSync(join(root, 'src-renderer', 'styles', 'tokens.css'), join(out, 'tokens.css'))
copyFileSync(join(root, 'resources', 'icon.svg'), join(out, 'icon.svg'))
write('searched.js', `window.searched = ${JSON.stringify({ options, index: searched(pages) })}\n`)
const engine = join(root, 'node_modules', 'minisearch')
write(
  'minisearch.js',
  `/*\n${readFileSync(join(engine, 'LICENSE.txt'), 'utf8')}*/\n${readFileSync(join(engine, 'dist/umd/index.js'), 'utf8').replace(/\/\/# sourceMappingURL.*/, '')}`
)
console.log(`${pages.length} pages: ${join(out, 'index.html')}`)
