/** The steps that touch more than one part of the window, as views are handed them. */

/** Plays a track of the main list; from its best moment if asked and known. */
export type Play = (id: number, fromMoment?: boolean) => unknown

/** Plays a track that need not be in the main list, from a second on. */
export type Hear = (id: number, from?: number) => unknown

/** Puts these words into the search box, wherever one is. */
export type SearchFor = (text: string) => unknown

/** Leaves a place for the library. */
export type Leave = () => unknown
