/** What a picture in a file's tags shows, in the order of ID3v2 and FLAC, which number them. */
export const pictureKinds = [
  'other',
  'icon',
  'other-icon',
  'front',
  'back',
  'leaflet',
  'media',
  'lead-artist',
  'artist',
  'conductor',
  'band',
  'composer',
  'lyricist',
  'location',
  'recording',
  'performance',
  'screen',
  'fish',
  'illustration',
  'band-logo',
  'publisher-logo'
] as const
export type PictureKind = (typeof pictureKinds)[number]
