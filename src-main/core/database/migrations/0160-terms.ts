/** The words that names are made of, and names of signs alone. */
export const version = 160

const ofSigns = (column: string): string =>
  `CREATE INDEX tracks_by_${column}_of_signs ON tracks (${column})
   WHERE ${column} <> '' AND ${column} NOT GLOB '*[0-9A-Za-zА-яぁ-ゖァ-ヺ一-鿿가-힣]*';`

export const sql = `
-- A row for each word of the full text, with how many tracks have it; the same of passages. They take no room.
CREATE VIRTUAL TABLE track_terms USING fts5vocab ('track_words', 'row');
CREATE VIRTUAL TABLE passage_terms USING fts5vocab ('passage_words', 'row');

-- The full text knows letters and digits only: "!!!" is looked for among the names without any.
${['title', 'artist', 'album'].map(ofSigns).join('\n')}
CREATE INDEX tracks_with_artists ON tracks (id) WHERE artists <> '[]';
`
