import type { DraftNote, ExportLoss, ImportNote, Meaning, ReportNote, RuleNote } from '#contract/remarks.ts'
import type { Apart, PlaylistSound } from '#contract/remarks.ts'
import type { Cases } from './cases.ts'

export const meanings: Cases<Meaning> = {
  sound: [
    [{ code: 'sound', phrase: 'calm piano', negative: false }, 'sounds like "calm piano"'],
    [{ code: 'sound', phrase: 'vocals', negative: true }, 'as little of this as possible']
  ],
  example: [
    [{ code: 'example', negative: false }, 'sounds like this'],
    [{ code: 'example', negative: true }, 'unlike this']
  ],
  filter: [
    [{ code: 'filter', negative: false }, 'only these'],
    [{ code: 'filter', negative: true }, 'none of these']
  ],
  'not-understood': [
    [{ code: 'not-understood', expected: null }, 'not understood; expected words'],
    [
      { code: 'not-understood', expected: { code: 'value', of: 'genre' } },
      'not understood; expected a genre, such as genre:ambient or genre:"post punk"'
    ]
  ],
  'unknown-sound': [
    [
      { code: 'unknown-sound', phrase: 'tax report' },
      'not known as a sound: "tax report" is looked for in names only'
    ]
  ],
  length: [
    [{ code: 'length', seconds: 2700 }, '45 min long'],
    [{ code: 'length', seconds: 3900 }, '1 h 05 min long']
  ],
  tracks: [
    [{ code: 'tracks', tracks: 12 }, '12 tracks'],
    [{ code: 'tracks', tracks: 1200 }, '1,200 tracks']
  ],
  each: [
    [{ code: 'each', is: 'shorter', minutes: 4 }, 'each shorter than 4 min'],
    [{ code: 'each', is: 'longer', minutes: 3.5 }, 'each longer than 3.5 min']
  ],
  'artist-cap': [
    [{ code: 'artist-cap', tracks: 1 }, 'at most 1 track of one artist'],
    [{ code: 'artist-cap', tracks: 2 }, 'at most 2 tracks of one artist']
  ],
  years: [[{ code: 'years', from: 1960, to: 1970 }, 'from 1960 to 1970']],
  year: [
    [{ code: 'year', is: 'in', year: 1999 }, 'from 1999'],
    [{ code: 'year', is: 'after', year: 1999 }, 'later than 1999'],
    [{ code: 'year', is: 'since', year: 1999 }, '1999 or later'],
    [{ code: 'year', is: 'before', year: 1999 }, 'before 1999'],
    [{ code: 'year', is: 'until', year: 1999 }, '1999 or before']
  ],
  decade: [
    [{ code: 'decade', is: 'in', decade: '80s' }, 'from the 80s'],
    [{ code: 'decade', is: 'after', decade: '1980s' }, 'later than the 1980s'],
    [{ code: 'decade', is: 'before', decade: '80s' }, 'before the 80s']
  ],
  tempo: [[{ code: 'tempo', from: 120, to: 130 }, '120 to 130 BPM']],
  'tempo-limit': [
    [{ code: 'tempo-limit', is: 'least', bpm: 120 }, 'at least 120 BPM'],
    [{ code: 'tempo-limit', is: 'most', bpm: 90 }, 'at most 90 BPM'],
    [{ code: 'tempo-limit', is: 'over', bpm: 120 }, 'over 120 BPM'],
    [{ code: 'tempo-limit', is: 'under', bpm: 90 }, 'under 90 BPM']
  ],
  added: [[{ code: 'added', within: 'week' }, 'added within a week']],
  respelt: [
    [{ code: 'respelt', phrase: 'piano', negative: false }, 'heard as "piano"'],
    [{ code: 'respelt', phrase: 'drums', negative: true }, 'heard as "drums", as little of it as possible']
  ],
  reads: [[{ code: 'reads', filter: 'rating:5' }, 'read as rating:5']],
  'in-playlist': [[{ code: 'in-playlist', name: 'Rainy night' }, 'only tracks of "Rainy night"']],
  lossless: [[{ code: 'lossless' }, 'lossless files']],
  end: [
    [{ code: 'end', which: 'start', energy: 'little', phrase: 'calm' }, 'starts with little energy'],
    [{ code: 'end', which: 'start', energy: 'some', phrase: 'medium' }, 'starts with some energy'],
    [{ code: 'end', which: 'end', energy: 'much', phrase: 'wild' }, 'ends with much energy'],
    [{ code: 'end', which: 'end', energy: null, phrase: 'a choir' }, 'ends with "a choir"']
  ],
  arc: [
    [{ code: 'arc', arc: 'rise' }, 'energy rises'],
    [{ code: 'arc', arc: 'fall' }, 'energy falls'],
    [{ code: 'arc', arc: 'wave' }, 'energy comes in waves']
  ],
  way: [
    [
      { code: 'way', from: 'calm piano', to: 'loud drums', arc: 'rise' },
      'from "calm piano" to "loud drums", energy rises'
    ]
  ],
  point: [
    [{ code: 'point', at: 'start', title: 'Angel' }, 'starts where it sounds so: Angel'],
    [{ code: 'point', at: 'middle', title: 'Angel' }, 'passes where it sounds so: Angel'],
    [{ code: 'point', at: 'end', title: 'Angel' }, 'ends where it sounds so: Angel']
  ]
}

export const draftNotes: Cases<DraftNote> = {
  'nothing-answers': [
    [{ code: 'nothing-answers' }, 'Nothing in the library answers this; ask for something else.']
  ],
  'nothing-stands-out': [
    [{ code: 'nothing-stands-out' }, 'Nothing in the library stands out for this; these come closest.']
  ],
  'few-fit': [
    [
      { code: 'few-fit', fitting: 1, beyond: 1 },
      '1 track fits; 1 of these is past the line and only comes closest.'
    ],
    [
      { code: 'few-fit', fitting: 12, beyond: 18 },
      '12 tracks fit; 18 of these are past the line and only come closest.'
    ]
  ],
  'no-more-tracks': [[{ code: 'no-more-tracks', tracks: 7 }, 'There is not more than 7 tracks to be had.']],
  'no-more-time': [[{ code: 'no-more-time', seconds: 3720 }, 'There is not more than 1 h 02 min to be had.']],
  'artist-cap': [
    [{ code: 'artist-cap', left: 3, cap: 2 }, '3 tracks stayed out because of the limit of 2 of one artist.']
  ],
  'same-recording': [
    [{ code: 'same-recording', left: 1 }, '1 track stayed out as the same recording once more.']
  ],
  unheard: [
    [{ code: 'unheard', tracks: 2 }, '2 tracks not listened to yet: placed without knowing the sound.']
  ],
  'short-way': [[{ code: 'short-way', tracks: 5 }, 'There are only 5 tracks for this way.']],
  'closest-time': [
    [{ code: 'closest-time', minutes: 25, seconds: 1600 }, 'The closest to 25 min that fits is 27 min.']
  ],
  'more-points': [
    [{ code: 'more-points', tracks: 4, asked: 2 }, '4 tracks rather than 2: every point has to be in it.']
  ]
}

export const ruleNotes: Cases<RuleNote> = {
  'part-left-out': [
    [
      { code: 'part-left-out', text: 'year:x', phrase: 'piano year:x', expected: null },
      'year:x in "piano year:x" was left out: expected words.'
    ],
    [
      {
        code: 'part-left-out',
        text: 'taught:"Rain"',
        phrase: 'taught:"Rain"',
        expected: { code: 'known-name', of: 'taught', name: 'Rain' }
      },
      'taught:"Rain" in "taught:"Rain"" was left out: expected the name of a tag you have taught, such as taught:"Sunday kitchen"; there is none called "Rain".'
    ]
  ],
  'unknown-sound': [
    [
      { code: 'unknown-sound', text: 'tax report' },
      'Earshot does not know what "tax report" sounds like; what comes closest is kept, by chance.'
    ]
  ],
  'taught-tag-gone': [
    [{ code: 'taught-tag-gone' }, 'A taught tag in the rules is not there any more; nothing carries it.']
  ],
  'playlist-gone': [
    [{ code: 'playlist-gone' }, 'A playlist in the rules is not there any more; nothing is in it.']
  ]
}

export const playlistSounds: [PlaylistSound | null, string][] = [
  [null, 'Nothing to hear in it yet.'],
  [
    {
      energy: 'calm',
      heard: ['piano', 'strings'],
      bpm: { from: 60, to: 90 },
      years: { from: 1994, to: 2011 }
    },
    'Calm; piano, strings; 60 to 90 BPM; from 1994 to 2011.'
  ],
  [
    { energy: 'driving', heard: [], bpm: { from: 120, to: 120 }, years: { from: 2004, to: 2004 } },
    'Driving; 120 BPM; from 2004.'
  ],
  [{ energy: 'between', heard: [], bpm: null, years: null }, 'Neither calm nor driving.']
]

export const aparts: [Apart, string][] = [
  [{ more: [], less: [], energy: null }, 'Sounds unlike the rest.'],
  [
    { more: ['rock', 'drums'], less: ['piano'], energy: 'more' },
    'More rock, drums; less piano; more energy than the rest.'
  ],
  [{ more: [], less: [], energy: 'less' }, 'Calmer than the rest.']
]

export const reportNotes: Cases<ReportNote> = {
  'first-only': [
    [{ code: 'first-only', looked: 600, entries: 704 }, 'Only the first 600 of 704 places were looked at.']
  ],
  'not-listened': [
    [{ code: 'not-listened', entries: 1 }, '1 place without a track that was listened to: not looked at.']
  ],
  repeated: [[{ code: 'repeated', tracks: 2 }, '2 tracks in it more than once.']]
}

export const exportLosses: Cases<ExportLoss> = {
  addresses: [
    [
      { code: 'addresses', paths: null },
      'Paths that cannot stand on a line of this format became file addresses.'
    ],
    [
      { code: 'addresses', paths: 1 },
      '1 path cannot stand on a line of this format and became file addresses.'
    ]
  ],
  letters: [[{ code: 'letters', titles: 3 }, '3 titles lost letters that Latin-1 does not have.']],
  'vlc-signs': [
    [
      { code: 'vlc-signs', paths: 1 },
      'VLC does not find 1 path with "#", "?" or "%" in this format; a file for VLC has all of them.'
    ]
  ],
  backslashes: [
    [
      { code: 'backslashes', paths: 2 },
      'A backslash in a name cannot be told from one between folders: other players do not find 2 paths.'
    ]
  ],
  'mpd-blanks': [
    [
      { code: 'mpd-blanks', paths: 2 },
      'MPD does not find 2 paths with a name that begins with a blank, however it is written.'
    ]
  ],
  'car-many': [
    [
      { code: 'car-many', tracks: 300, limit: 255 },
      'There are 300 tracks; many car stereos read 255 files of a folder and no more.'
    ]
  ],
  'car-formats': [
    [
      { code: 'car-formats', tracks: 1 },
      'Many car stereos play MP3, WMA and AAC only, not 1 track of this list.'
    ]
  ],
  sort: [[{ code: 'sort', by: 'sound' }, 'Navidrome cannot sort by sound.']],
  limit: [
    [
      { code: 'limit', by: 'minutes' },
      'Navidrome limits by number of tracks only, not by minutes: there is no limit.'
    ]
  ],
  rule: [
    [
      { code: 'rule', rule: { field: 'sound', op: 'is', value: 'rainy night' }, negated: false },
      'Navidrome cannot express "sound is "rainy night"": the rule was left out.'
    ],
    [
      { code: 'rule', rule: { field: 'key', op: 'empty' }, negated: true },
      'Navidrome cannot express "not: key empty": the rule was left out.'
    ]
  ]
}

export const importNotes: Cases<ImportNote> = {
  'rules-not-understood': [
    [{ code: 'rules-not-understood' }, 'Its rules are not understood; the tracks it held came over.']
  ],
  'was-smart': [[{ code: 'was-smart' }, 'It was a smart playlist; what came over is what it held.']],
  'guessed-letters': [
    [{ code: 'guessed-letters' }, 'The file is not in UTF-8; its letters were taken for Windows-1252.']
  ],
  'without-file': [[{ code: 'without-file', entries: 2 }, '2 entries without a file were left out.']],
  'without-name': [
    [{ code: 'without-name', entries: 2 }, '2 entries without a file or a title were left out.']
  ],
  nested: [
    [{ code: 'nested', path: 'b.pls', why: 'not-found' }, 'The playlist b.pls named in it was not found.'],
    [{ code: 'nested', path: 'b.pls', why: 'loop' }, 'The playlist b.pls names itself; it was taken once.'],
    [{ code: 'nested', path: 'b.pls', why: 'too-deep' }, 'The playlist b.pls is nested too deeply.'],
    [
      { code: 'nested', path: 'b.pls', why: 'elsewhere' },
      'The playlist b.pls lies in another folder: left out.'
    ]
  ]
}
