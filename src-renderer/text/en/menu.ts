/** Words of menus of things that hold tracks. */
export const menu = {
  open: 'Open',
  search: 'Search for it',
  removePlaylist: 'Remove the playlist',
  /** What the button beside something says, and its menu. */
  of: (name: string): string => `What to do with ${name}`
} as const
