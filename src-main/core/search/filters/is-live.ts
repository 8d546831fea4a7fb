import { fold } from '../../database/fold.ts'

/** "(Live)", "[live at …]", "Song - Live 1979", "Song (acoustic, live)". */
const inBrackets = /[([][^)\]]*\blive\b[^)\]]*[)\]]|[-–—:,] live\b/
/** "Live at Leeds", "Unplugged in …": of albums; a title that begins so may be any song. */
const album =
  /^live(?:$|!| (?:at|in|from|on|album|recordings?|\d)|:)|\blive (?:at|from|in) \p{L}|\bin concert\b/u
const genre = /"live[ "]/

/** Whether title, album or genres (JSON) say that it was played before an audience. "Live Forever" says nothing of it. */
export const isLive = (title: string, albumTitle: string, genres: string): boolean =>
  inBrackets.test(fold(title)) ||
  /\blive (?:at|from) \p{L}/u.test(fold(title)) ||
  inBrackets.test(fold(albumTitle)) ||
  album.test(fold(albumTitle)) ||
  genre.test(fold(genres))
