import type { ModelTag } from './model-tags.ts'

/** Names that are no words as they stand, in small letters. Empty: it says nothing, and is never shown. */
const words: Record<string, string> = {
  music: '',
  song: '',
  'musical instrument': '',
  'background music': '',
  'a capella': 'a cappella',
  'country music': 'country',
  'independent music': 'indie',
  'hip-hop': 'hip hop',
  'hip hop music': 'hip hop',
  'jingle (music)': 'jingle',
  'keyboard (musical)': 'keyboard',
  'marimba, xylophone': 'marimba',
  'music for children': 'music for children',
  'music of africa': 'African music',
  'music of asia': 'Asian music',
  'music of bollywood': 'Bollywood',
  'music of latin america': 'Latin music',
  'new-age music': 'new age',
  'rattle (instrument)': 'rattle',
  'rhythm and blues': 'R&B',
  rnb: 'R&B',
  'scratching (performance technique)': 'scratching',
  'steel guitar, slide guitar': 'slide guitar',
  strum: 'strumming',
  'tapping (guitar technique)': 'guitar tapping',
  'violin, fiddle': 'violin',
  'wind instrument, woodwind instrument': 'woodwind'
}

/** Nothing would be said of the sound without the word "music". */
const whole = new Set('carnatic christmas theme traditional vocal wedding'.split(' '))
const proper = /^(?:afrobeat|carnatic|christian|christmas|french|hammond|indian|middle eastern)\b/

/**
 * The word that a tag of a tower is shown and searched as: names of several trunks that mean the same are one. Empty for
 * one that says nothing of how music sounds.
 */
export function wordOf({ name }: Pick<ModelTag, 'name'>): string {
  const small = name.toLowerCase()
  const known = words[small]
  if (known !== undefined) return known
  const [, kind] = /^(\S+|video game) music$/.exec(small) ?? []
  const word = kind === undefined || whole.has(kind) || kind === 'video game' ? small : kind
  return word.replace(proper, begin => begin.replace(/(?:^|\s)\p{L}/gu, letter => letter.toUpperCase()))
}
