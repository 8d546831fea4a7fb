import type { SaidOfSound, Suggestion } from '#contract/tagging.ts'

const word = (group: Suggestion['group'], term: string): Suggestion => ({
  group,
  term,
  score: 2,
  sure: true,
  reliability: { source: 'library', auc: 0.9, precision: 0.8, examples: 20 },
  moment: null,
  written: false
})
const nothing: SaidOfSound = {
  tempo: null,
  key: null,
  doubt: { tempo: null, key: null },
  loudness: null,
  energy: null,
  valence: null
}
const slow: SaidOfSound = {
  ...nothing,
  tempo: { bpm: 72.4, pace: 'slow' },
  doubt: { tempo: 'sure', key: null }
}

/** What is heard in tracks, and how that is said. */
export const descriptions: [
  words: string,
  of: { words: Suggestion[]; said: SaidOfSound; analysed: number }
][] = [
  [
    'Calm Celtic music with harp, slow (about 72 BPM), probably in A minor.',
    {
      words: [word('mood', 'Calm'), word('genre', 'Celtic'), word('instrument', 'Harp')],
      said: { ...slow, key: 'A minor', doubt: { tempo: 'sure', key: 'likely' } },
      analysed: 1
    }
  ],
  [
    'Chamber music with piano, cello and flute.',
    {
      words: [
        word('genre', 'Chamber Music'),
        ...['Piano', 'Cello', 'Flute'].map(name => word('instrument', name))
      ],
      said: nothing,
      analysed: 1
    }
  ],
  [
    'Sad and calm rock music, also pop, female voice, low energy, sunday kitchen, very fast (probably about 171 BPM), loud.',
    {
      words: [
        word('mood', 'Sad'),
        word('mood', 'Calm'),
        word('genre', 'Rock'),
        word('genre', 'Pop'),
        word('voice', 'Female voice'),
        word('energy', 'Low'),
        word('taught', 'Sunday kitchen')
      ],
      said: {
        ...nothing,
        tempo: { bpm: 171, pace: 'very-fast' },
        doubt: { tempo: 'likely', key: null },
        loudness: 'loud'
      },
      analysed: 3
    }
  ],
  ['No word is sure enough to be said.', { words: [], said: nothing, analysed: 1 }],
  ['No word is sure enough to be said; it is slow (about 72 BPM).', { words: [], said: slow, analysed: 1 }],
  [
    'No word is sure enough to be said; it is energetic, bright, slow (about 72 BPM).',
    { words: [], said: { ...slow, energy: 'energetic', valence: 'bright' }, analysed: 1 }
  ],
  [
    'No word is sure enough to be said; it is perhaps in A minor.',
    {
      words: [],
      said: { ...nothing, key: 'A minor', doubt: { tempo: null, key: 'unsure' } },
      analysed: 1
    }
  ],
  ['Not listened to yet.', { words: [], said: slow, analysed: 0 }]
]
