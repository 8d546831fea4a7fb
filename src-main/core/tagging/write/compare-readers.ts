import { customName, isCustomField } from '#contract/change-fields.ts'
import { readElsewhere, readTags, type FileFacts } from '../../scan/read-tags.ts'
import { fieldOfName } from '../../tags/field-names.ts'
import { changedFields, type FieldChanges, type TextField } from '../../tags/fields.ts'
import { unsafe } from './unsafe.ts'

/** What other readers than the one that writes make of a file before and after. */

const shown = ['title', 'artist', 'album', 'albumArtist', 'trackNumber', 'discNumber', 'year'] as const

/** Names that have something to do with changed fields: "ARTISTS" is no field, and says who the artists are. */
const behind: Partial<Record<TextField, (typeof shown)[number]>> = {
  artists: 'artist',
  albumArtists: 'albumArtist',
  originalDate: 'year'
}

function touched(changes: FieldChanges): (name: (typeof shown)[number]) => boolean {
  const names = changedFields(changes).map(([field]) =>
    isCustomField(field) ? behind[fieldOfName(customName(field)) ?? 'title'] : field
  )
  return name => names.includes(name)
}

/** Throws write-unsafe where the library would show other names than before, but for those that are changed. */
export function compareShown(before: FileFacts, after: FileFacts, changed: FieldChanges): void {
  if (before.failure !== null) return
  const isTouched = touched(changed)
  const lost = shown.find(name => !isTouched(name) && before[name] !== after[name])
  if (lost === undefined && after.failure === null) return
  throw unsafe(`The library would not find its ${lost ?? 'tags'} any more`)
}

/**
 * Throws write-unsafe where somebody else's reader does: a new tag can hide an older one whose bytes are all still there,
 * or an older one a new name. What that reader had wrong before, or did not see, does not count.
 */
export async function compareElsewhere(
  { path, copy, charset }: { path: string; copy: string; charset: string | undefined },
  changed: FieldChanges
): Promise<void> {
  const before = await readElsewhere(path)
  if (before === null) return
  const after = await readElsewhere(copy)
  const own = {
    before: await readTags(path, { name: '', charset }),
    after: await readTags(copy, { name: '', charset })
  }
  const isTouched = touched(changed)
  // Of several artists that reader joins or splits some: of what is changed only the old name must be gone.
  const isLost = (name: (typeof shown)[number]): boolean =>
    !isTouched(name) || own.before[name] === own.after[name]
      ? before[name] !== after?.[name]
      : Boolean(before[name]) && before[name] === after?.[name]
  const lost = shown.find(name => before[name] === own.before[name] && isLost(name))
  if (lost !== undefined) throw unsafe(`Players might not find its ${lost} any more`)
}
