import { basename, resolve } from 'node:path'
import { legalName } from '../../files/safe-name.ts'
import { longNames } from './lengths.ts'

/**
 * What is wrong with a new place of a file, in words; null where it may be one. Whether it is in the library is asked when
 * the file is moved: folders come and go.
 */
export function wrongPlace(values: readonly string[]): string | null {
  const [place, ...others] = values
  if (place === undefined || others.length > 0) return 'no place, or more than one'
  if (resolve(place) !== place) return 'a place that is no whole path'
  if (legalName(basename(place)) !== basename(place)) return 'a name that some system does not take'
  return longNames(place)
}
