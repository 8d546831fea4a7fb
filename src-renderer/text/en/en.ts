import { backups } from './backups.ts'
import { commands, keys, palette } from './commands.ts'
import { doubles } from './doubles.ts'
import { edit } from './edit.ts'
import { errors } from './errors.ts'
import { fields } from './fields.ts'
import { browse, dropped, firstRun, folders } from './folders.ts'
import { frame } from './frame.ts'
import { facts, inspector, listening, reasons } from './inspector.ts'
import { jobs } from './jobs.ts'
import { keeping } from './keeping.ts'
import { columns, list } from './library.ts'
import { map } from './map.ts'
import { menu } from './menu.ts'
import { models } from './models.ts'
import { moments } from './moments.ts'
import { numbers } from './numbers.ts'
import { player } from './player.ts'
import { queue } from './queue.ts'
import { playlists } from './playlists/playlists.ts'
import { left } from './left.ts'
import { problems } from './problems.ts'
import { bands, completions, named, nothing, saved, search, trust } from './search.ts'
import { settings } from './settings.ts'
import { shelves } from './shelves.ts'
import { tags } from './tags/tags.ts'

/** Every word of the window in English. Short, plain, about music. */
export const en = {
  ...frame,
  ...dropped,
  numbers,
  units: fields.units,
  errors,
  firstRun,
  browse,
  folders,
  search,
  trust,
  saved,
  completions,
  nothing,
  bands,
  named,
  list,
  columns,
  menu,
  inspector,
  reasons,
  moments,
  facts,
  listening,
  player,
  queue,
  jobs,
  problems,
  left,
  doubles,
  settings,
  shelves,
  map,
  backups,
  keeping,
  models,
  tags,
  edit,
  playlists,
  keys,
  palette,
  commands
} as const
