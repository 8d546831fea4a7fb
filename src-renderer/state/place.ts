const places = ['library', 'shelves', 'tags', 'playlists', 'map', 'doubles', 'problems', 'settings'] as const

/** What the window shows. */
export type Place = (typeof places)[number]

export const isPlace = (name: string): name is Place => places.some(place => place === name)
