// Makes the vectors that come along in resources/phrases: those of the unrelated phrases, and of the names of the tags, of
// the embedded model. To be run after either of them changed.
// usage: node scripts/build-phrases.ts
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openDatabase } from '../src-main/core/database/open.ts'
import { cacheFolder } from '../src-main/core/files/cache-folder.ts'
import { openSearcher } from '../src-main/core/search/open-searcher.ts'
import { OwnTower } from '../src-main/core/search/own-tower.ts'

const root = resolve(import.meta.dirname, '..')
const shipped = join(root, 'resources/phrases')
const dataFolder = mkdtempSync(join(tmpdir(), 'earshot-phrases-'))
openDatabase(dataFolder).close()
const tower = new OwnTower()
const searcher = await openSearcher({ dataFolder, modelsFolder: join(root, 'models') }, tower)
while (searcher.tags === null) await new Promise(resolve => setTimeout(resolve, 50))
await tower.close()
searcher.library.db.close()
rmSync(shipped, { recursive: true, force: true })
mkdirSync(shipped)
for (const name of readdirSync(cacheFolder(dataFolder)).filter(one => one.startsWith('phrases-')))
  cpSync(join(cacheFolder(dataFolder), name), join(shipped, name))
rmSync(dataFolder, { recursive: true, force: true })
