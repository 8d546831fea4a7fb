import type { Database } from '../../../src-main/core/database/open.ts'

/** So many of each, in an empty database: tracks with all that hangs on them. Made in SQL, in a few seconds. */
export function fillLargeLibrary(db: Database, tracks = 100_000): void {
  const upTo = (count: number): string =>
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`
  db.transaction(() =>
    db.exec(`
      INSERT INTO folders (id, path, state, added_at)
      VALUES (1, x'2f61', 'present', 0), (2, x'2f62', 'removed', 0), (3, x'2f63', 'missing', 0);
      INSERT INTO models (id, name, version) VALUES (1, 'made', '1'), (2, 'made', '2');
      ${upTo(tracks)} INSERT INTO tracks (id, folder_id, path, path_text, size, mtime, content_id, available, title, artist,
        album, album_artist, genres, track_number, year, duration, bpm, key, added_at, scanned_at)
      SELECT i, 1 + i % 3, CAST('/music/' || (i / 12) || '/' || i AS BLOB), (i / 12) || '/' || i, i, i, CAST(i AS BLOB),
        i % 20 > 0, 'title ' || i, 'artist ' || (i % 4000), 'album ' || (i / 12), '', '["Rock"]', i % 12,
        1950 + i % 70, 100 + i % 400, CASE WHEN i % 5 = 0 THEN 60 + i % 120 END,
        CASE WHEN i % 7 = 0 THEN 'Am' ELSE '' END, i, i FROM n;
      INSERT INTO measurements (track_id, content_id, method, bpm, bpm_confidence, key, key_confidence, loudness, at)
      SELECT id, CASE WHEN id % 50 = 0 THEN x'00' ELSE content_id END, 1, 60 + id % 130, 1, 'A minor', 1,
        -10 - id % 10, 0 FROM tracks WHERE id % 10 > 0;
      INSERT INTO analyses (track_id, model_id, content_id, windows, starts, vectors, tags, music, waveform, duration, at)
      SELECT id, 1, content_id, 1, x'', x'', x'', 1, x'', duration, 0 FROM tracks WHERE id % 10 > 0;
      INSERT INTO listening (track_id, plays, played_at, rating) SELECT id, 1, id, id % 100 FROM tracks WHERE id % 4 = 0;
      INSERT INTO failures (path, stage, track_id, code, message, at)
      SELECT path, 'decode', id, 'unreadable-file', '', 0 FROM tracks WHERE id % 100 = 0;
      ${upTo(1000)} INSERT INTO vector_chunks (model_id, track_ids, vectors, tags) SELECT 1, x'', x'', x'' FROM n;

      INSERT INTO terms (name, grouped, state) VALUES ('night', 'mood', 'own');
      ${upTo(20)} INSERT INTO taught_tags (id, name, created_at) SELECT i, 'tag ' || i, 0 FROM n;
      INSERT INTO taught_examples (tag_id, track_id, positive, at)
      SELECT 1 + id % 20, id, id % 2, 0 FROM tracks WHERE id % 100 = 0;

      ${upTo(20)} INSERT INTO plans (id, name, mode, state, created_at) SELECT i, 'plan ' || i, 'fill', 'open', 0 FROM n;
      INSERT INTO plan_files (id, plan_id, track_id, path, size, mtime, content_id)
      SELECT id, 1 + id % 20, id, path, size, mtime, content_id FROM tracks;
      INSERT INTO plan_changes (file_id, field, before, after) SELECT id, 'genre', '[]', '["Jazz"]' FROM tracks;
      ${upTo(100)} INSERT INTO tag_batches (id, name, kind, at) SELECT i, 'plan', 'write', i FROM n;
      INSERT INTO tag_writes (id, batch_id, track_id, path, temporary, state, at)
      SELECT id, 1 + id % 100, id, path, path, 'done', id FROM tracks;
      INSERT INTO tag_changes (write_id, field, before, after) SELECT id, 'genre', '[]', '["Jazz"]' FROM tracks;

      ${upTo(100)} INSERT INTO playlists (id, name, kind, rules, created_at, updated_at)
      SELECT i, 'playlist ' || i, CASE WHEN i > 50 THEN 'smart' ELSE 'list' END, CASE WHEN i > 50 THEN '{}' END, 0, 0
        FROM n;
      INSERT INTO playlist_entries (playlist_id, position, track_id, path)
      SELECT 1 + id % 50, id / 50, CASE WHEN id % 9 > 0 THEN id END, path FROM tracks;
      INSERT INTO playlist_edits (playlist_id, change, at) SELECT 1 + id % 50, '{}', 0 FROM tracks WHERE id % 10 = 0;
      INSERT INTO smart_members (playlist_id, track_id, position) SELECT 51 + id % 50, id, id FROM tracks;
      INSERT INTO smart_changes (playlist_id, track_id, joined, reason, at)
      SELECT 51 + id % 50, id, 1, '{"code":"fits"}', id FROM tracks WHERE id % 2 = 0;

      DELETE FROM unplaced_tracks;
      INSERT INTO albums (id, key, title, artist, various, discs, tracks, duration, added_at, format, cover_id, title_key,
        artist_key, words)
      SELECT 1 + id / 12, 'album ' || (id / 12), album, artist, 0, 1, count(*), 0, max(added_at), 'MP3', id, album, artist,
        album || ' ' || artist FROM tracks GROUP BY id / 12;
      INSERT INTO artists (id, key, name, albums, tracks, cover_id, name_key, words)
      SELECT 1 + id % 4000, artist, artist, 1, count(*), id, artist, artist FROM tracks GROUP BY artist;
      INSERT INTO genres (id, key, name, tracks) VALUES (1, 'rock', 'Rock', 1);
      INSERT INTO track_folders (id, path, tracks)
      SELECT 1 + id / 12, CAST('/music/' || (id / 12) AS BLOB), count(*) FROM tracks GROUP BY id / 12;
      INSERT INTO placed_tracks (track_id, album_id, title_key, mbid, folder_id, disc, number, lead_key)
      SELECT id, 1 + id / 12, album, '', 1 + id / 12, 1, track_number, artist FROM tracks;
      INSERT INTO credits (track_id, role, place, name, name_key, mbid, artist_id)
      SELECT id, 'track', 0, artist, artist, '', 1 + id % 4000 FROM tracks
      UNION ALL SELECT id, 'album', 0, artist, artist, '', 1 + id % 4000 FROM tracks;
      INSERT INTO track_genres (track_id, genre_id) SELECT id, 1 FROM tracks;
      INSERT INTO unplaced_tracks SELECT id FROM tracks WHERE id % 100 = 0;
      INSERT INTO uncounted (what, id) SELECT 'artists', id FROM artists;
    `)
  )()
}
