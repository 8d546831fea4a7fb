import type { EntryReason, Follows, SmartReason } from '#contract/reasons.ts'
import type { Cases } from './cases.ts'

const follows: Follows = { sound: 'close', tempo: null, key: null, energy: null }

export const entryReasons: Cases<EntryReason> = {
  made: [
    [{ code: 'made', follows: null, chosen: null }, 'It opens the playlist'],
    [{ code: 'made', follows, chosen: null }, 'Close to the one before'],
    [
      {
        code: 'made',
        follows: { sound: 'very-close', tempo: { change: 2, time: 'same' }, key: 'same', energy: 'less' },
        chosen: { code: 'fits', how: 'well', heard: ['piano', 'sad'], named: ['rainy night'] }
      },
      'Very close to the one before, 2 BPM faster, same key, calmer; fits well: piano, sad; "rainy night" in its names or tags'
    ],
    [
      {
        code: 'made',
        follows: {
          sound: 'some-way',
          tempo: { change: 0, time: 'half' },
          key: 'neighbouring',
          energy: 'more'
        },
        chosen: { code: 'fits', how: 'enough', heard: [], named: [] }
      },
      'Some way from the one before, same tempo when counted at double speed, neighbouring key, more energy; fits'
    ],
    [
      {
        code: 'made',
        follows: { ...follows, sound: 'change', tempo: { change: -12, time: 'double' } },
        chosen: { code: 'fits', how: 'nearly', heard: [], named: ['harp'] }
      },
      'A change from the one before, 12 BPM slower when counted at half speed; comes near: "harp" in its names or tags'
    ],
    [{ code: 'made', follows, chosen: { code: 'locked' } }, 'Close to the one before; locked here'],
    [{ code: 'made', follows: null, chosen: { code: 'kept' } }, 'Kept as asked']
  ],
  'on-the-way': [
    [{ code: 'on-the-way', follows: null, place: { code: 'start' } }, 'The start of the path'],
    [
      { code: 'on-the-way', follows, place: { code: 'point' } },
      'Close to the one before; a point of the path'
    ],
    [{ code: 'on-the-way', follows, place: { code: 'end' } }, 'Close to the one before; the end of the path'],
    [
      { code: 'on-the-way', follows, place: { code: 'near-last', from: 'Teardrop' } },
      'Close to the one before; still nearer to "Teardrop"'
    ],
    [
      { code: 'on-the-way', follows, place: { code: 'half-way', from: 'Teardrop', to: 'Angel' } },
      'Close to the one before; half way from "Teardrop" to "Angel"'
    ],
    [
      { code: 'on-the-way', follows, place: { code: 'near-next', to: 'Angel' } },
      'Close to the one before; nearer to "Angel"'
    ]
  ],
  bridges: [
    [
      { code: 'bridges', title: 'Slow River', from: 'Teardrop', to: 'Angel', smoother: 0.416 },
      '"Slow River" lies between "Teardrop" and "Angel": the roughest step here becomes 42 % smoother.'
    ]
  ],
  'found-by': [[{ code: 'found-by', texts: ['piano', 'sad'] }, 'piano, sad']],
  written: [[{ code: 'written', text: 'Because I like it' }, 'Because I like it']]
}

export const smartReasons: Cases<SmartReason> = {
  'found-by': [[{ code: 'found-by', phrase: 'year:<2000' }, 'Now found by "year:<2000".']],
  'heard-as': [
    [
      { code: 'heard-as', phrase: 'rainy night', score: 2.44, line: 2.06 },
      'Now heard as "rainy night" (2.4, line 2.1).'
    ],
    [
      { code: 'heard-as', phrase: 'rainy night', score: null, line: 2 },
      'Now heard as "rainy night" (line 2.0).'
    ]
  ],
  'above-taught-line': [[{ code: 'above-taught-line' }, 'Above the line of a taught tag now.']],
  'new-in-library': [
    [{ code: 'new-in-library', sound: null }, 'New in the library.'],
    [
      { code: 'new-in-library', sound: { code: 'heard-as', phrase: 'piano', score: 2, line: 1.5 } },
      'New in the library; now heard as "piano" (2.0, line 1.5).'
    ],
    [
      { code: 'new-in-library', sound: { code: 'above-taught-line' } },
      'New in the library; above the line of a taught tag now.'
    ]
  ],
  fits: [[{ code: 'fits' }, 'It fits the rules now.']],
  'within-limit': [[{ code: 'within-limit' }, 'It fits the rules, and is now within the limit.']],
  'in-random-order': [[{ code: 'in-random-order' }, 'In today’s random order.']],
  'rule-holds': [
    [
      { code: 'rule-holds', rule: { field: 'genre', op: 'contains', value: 'jazz' } },
      'It has "genre contains jazz" now.'
    ]
  ],
  'fits-no-more': [[{ code: 'fits-no-more' }, 'It does not fit the rules any more.']],
  'beyond-limit': [[{ code: 'beyond-limit' }, 'Others took its place within the limit.']],
  'out-of-random-order': [[{ code: 'out-of-random-order' }, 'Not in today’s random order.']],
  'no-longer-found-by': [
    [{ code: 'no-longer-found-by', phrase: 'year:<2000' }, 'No longer found by "year:<2000".']
  ],
  'no-longer-heard-as': [
    [{ code: 'no-longer-heard-as', phrase: 'piano', line: 1.5 }, 'No longer heard as "piano" (line 1.5).']
  ],
  'rule-holds-no-more': [
    [
      { code: 'rule-holds-no-more', rule: { field: 'year', op: 'above', value: 1990 } },
      'It does not have "year above 1990" any more.'
    ],
    [
      { code: 'rule-holds-no-more', rule: { field: 'bpm', op: 'between', value: [90, 110] } },
      'It does not have "bpm between 90 and 110" any more.'
    ],
    [
      { code: 'rule-holds-no-more', rule: { field: 'duration', op: 'below', value: 210 } },
      'It does not have "duration below 3m30s" any more.'
    ],
    [
      { code: 'rule-holds-no-more', rule: { field: 'rating', op: 'between', value: [60, 100] } },
      'It does not have "rating between 3 ★ and 5 ★" any more.'
    ],
    [
      { code: 'rule-holds-no-more', rule: { field: 'added', op: 'before', value: Date.UTC(2024, 4, 1) } },
      'It does not have "added before 2024-05-01" any more.'
    ],
    [
      { code: 'rule-holds-no-more', rule: { field: 'played', op: 'notInLast', value: 30 } },
      'It does not have "played not in the last days: 30" any more.'
    ],
    [
      { code: 'rule-holds-no-more', rule: { field: 'key', op: 'notEmpty' } },
      'It does not have "key is not empty" any more.'
    ]
  ],
  'file-away': [[{ code: 'file-away' }, 'Its file is away.']],
  'not-in-library': [[{ code: 'not-in-library' }, 'It is not in the library any more.']],
  written: [[{ code: 'written', text: 'No longer quiet.' }, 'No longer quiet.']]
}
