import type { ColumnField, RuleField, SmartSort, TagField } from '#contract/field-uses.ts'
import type { Unit } from '#contract/units.ts'

/** What the fields of a track are called, by what they are used for. */
export const fields = {
  /** Heads of the list's columns. */
  columns: {
    title: 'Title',
    artist: 'Artist',
    album: 'Album',
    albumArtist: 'Album artist',
    genre: 'Genre',
    year: 'Year',
    bpm: 'BPM',
    key: 'Key',
    loudness: 'Loudness',
    duration: 'Length',
    bytes: 'Size',
    codec: 'Format',
    bitrate: 'Bit rate',
    sampleRate: 'Sample rate',
    trackNumber: 'Track',
    plays: 'Plays',
    rating: 'Rating',
    added: 'Added',
    played: 'Last played',
    path: 'File'
  } satisfies Record<ColumnField, string>,

  /** In the rules of smart playlists. */
  rules: {
    sound: 'sounds like',
    taught: 'your tag',
    title: 'title',
    artist: 'artist',
    album: 'album',
    albumArtist: 'album artist',
    genre: 'genre',
    comment: 'comment',
    path: 'file path',
    container: 'file format',
    codec: 'codec',
    key: 'key (written)',
    measuredKey: 'key (measured)',
    year: 'year',
    bpm: 'BPM (written)',
    measuredBpm: 'BPM (measured)',
    loudness: 'loudness',
    loudnessRange: 'loudness range',
    truePeak: 'true peak',
    duration: 'length',
    bytes: 'size',
    bitrate: 'bit rate',
    sampleRate: 'sample rate',
    channels: 'channels',
    trackNumber: 'track number',
    discNumber: 'disc number',
    music: 'music, not speech',
    plays: 'times played',
    rating: 'rating',
    added: 'added',
    played: 'last played',
    lossless: 'lossless',
    available: 'file is here',
    analysed: 'listened to',
    folder: 'folder',
    playlist: 'in playlist'
  } satisfies Record<RuleField, string>,

  /** What smart playlists can be ordered by. */
  sorts: {
    title: 'title',
    artist: 'artist',
    album: 'album',
    albumArtist: 'album artist',
    genre: 'genre',
    year: 'year',
    duration: 'length',
    added: 'date added',
    path: 'file path',
    bpm: 'BPM',
    loudness: 'loudness',
    plays: 'times played',
    played: 'last played',
    rating: 'rating',
    bytes: 'size',
    bitrate: 'bit rate',
    key: 'key',
    codec: 'codec',
    sampleRate: 'sample rate',
    trackNumber: 'track number',
    sound: 'how well it fits',
    random: 'another order each day'
  } satisfies Record<SmartSort, string>,

  /** What is written into files. */
  tags: {
    title: 'Title',
    artist: 'Artist',
    album: 'Album',
    albumArtist: 'Album artist',
    genre: 'Genre',
    mood: 'Mood',
    year: 'Date',
    bpm: 'Tempo',
    key: 'Key',
    comment: 'Comment',
    instrument: 'Instrument',
    voice: 'Voice',
    energy: 'Energy',
    taught: 'Taught tags',
    trackNumber: 'Track number',
    discNumber: 'Disc number',
    composer: 'Composer',
    compilation: 'Compilation',
    rating: 'Rating'
  } satisfies Record<TagField, string>,

  /** What else of a file is changed. */
  changed: {
    cover: 'Cover',
    path: 'Place'
  } satisfies Record<'cover' | 'path', string>,

  /** What can be typed for a number. */
  units: {
    count: 'a whole number, such as 12',
    year: 'a year, such as 1984',
    bpm: 'beats a minute, such as 120',
    lufs: 'a loudness in LUFS, such as -14',
    lu: 'a loudness range in LU, such as 8',
    dbtp: 'a peak in dBTP, such as -1',
    seconds: 'a length with its unit, such as 4m, 3:30 or 90s',
    bytes: 'a size with its unit, such as 12 MB',
    bits: 'a bit rate, such as 320 kbit/s',
    hertz: 'a sample rate, such as 44.1 kHz',
    share: 'a share, such as 80 %',
    stars: 'stars from 0 to 5, such as 4 or 3.5'
  } satisfies Record<Unit, string>
} as const
