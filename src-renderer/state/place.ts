/** What the window shows. */
export type Place = 'library' | 'tags' | 'playlists' | 'doubles' | 'problems' | 'settings'
