/** Outlines on a 16-pixel grid, drawn with a 1.5-pixel stroke; `fill` ones are solid. */
export const icons = {
  search: { path: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14' },
  library: { path: 'M3 2.5v11M6.5 2.5v11M9.6 3l3.6 10.4' },
  folder: { path: 'M2 4.5c0-.6.4-1 1-1h3l1.5 1.8H13c.6 0 1 .4 1 1v5.7c0 .6-.4 1-1 1H3c-.6 0-1-.4-1-1Z' },
  add: { path: 'M8 3v10M3 8h10' },
  settings: {
    path: 'M2 4.5h7M12.5 4.5H14M2 11.5h1.5M7 11.5h7M10.7 6.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM5.2 13.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z'
  },
  problem: { path: 'M8 2.2 14.4 13.4H1.6ZM8 6.6v3M8 11.4v.1' },
  close: { path: 'm4 4 8 8M12 4l-8 8' },
  play: { path: 'M4.5 2.8v10.4L13 8Z', fill: true },
  pause: { path: 'M4 3h2.8v10H4ZM9.2 3H12v10H9.2Z', fill: true },
  next: { path: 'M3 3v10l7.2-5ZM11 3h2v10h-2Z', fill: true },
  previous: { path: 'M13 3v10L5.8 8ZM3 3h2v10H3Z', fill: true },
  queue: { path: 'M2 4h12M2 8h7M2 12h7M11.5 8v5l3-2.5Z' },
  repeat: {
    path: 'M3 8V6.5c0-1.1.9-2 2-2h7.5M10 2l2.5 2.5L10 7M13 8v1.5c0 1.1-.9 2-2 2H3.5M6 14l-2.5-2.5L6 9'
  },
  repeatOne: {
    path: 'M3 8V6.5c0-1.1.9-2 2-2h7.5M10 2l2.5 2.5L10 7M13 8v1.5c0 1.1-.9 2-2 2H3.5M6 14l-2.5-2.5L6 9M7.2 7.2 8.4 6.6v3'
  },
  clear: { path: 'M2 4h9M2 8h5M2 12h5M10 9l4 4M14 9l-4 4' },
  note: {
    path: 'M6 12.2V3.5l7-1.5v8.4M6 12.2a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 3.6 0ZM13 10.4a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 3.6 0Z'
  },
  volume: { path: 'M2.5 6v4H5l3.5 3V3L5 6ZM11 5.8c1.2 1.2 1.2 3.2 0 4.4M12.9 3.9c2.3 2.3 2.3 5.9 0 8.2' },
  muted: { path: 'M2.5 6v4H5l3.5 3V3L5 6ZM11 6l3.4 4M14.4 6 11 10' },
  moment: { path: 'M8 1.8 9.7 6l4.5.3-3.5 2.9 1.1 4.4L8 11.2l-3.8 2.4 1.1-4.4L1.8 6.3 6.3 6Z', fill: true },
  star: { path: 'M8 1.8 9.7 6l4.5.3-3.5 2.9 1.1 4.4L8 11.2l-3.8 2.4 1.1-4.4L1.8 6.3 6.3 6Z' },
  columns: { path: 'M2 3h12v10H2ZM6 3v10M10 3v10' },
  lower: { path: 'M8 3v10M4 9l4 4 4-4' },
  inspector: { path: 'M2 3h12v10H2ZM10 3v10' },
  like: { path: 'M8 13.2C4.5 10.7 2 8.6 2 6a2.9 2.9 0 0 1 6-1 2.9 2.9 0 0 1 6 1c0 2.6-2.5 4.7-6 7.2Z' },
  unlike: { path: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5 8h6' },
  up: { path: 'M8 13V3M4 7l4-4 4 4' },
  rescan: { path: 'M13.2 6.5A5.5 5.5 0 0 0 3.4 5M2.8 9.5A5.5 5.5 0 0 0 12.6 11M3 2v3.2h3.2M13 14v-3.2H9.8' },
  tag: { path: 'M2.5 3v4.6l6 6 5.1-5.1-6-6H3ZM5.6 5.5v.1' },
  edit: { path: 'm3 13 .6-2.8 7.2-7.2 2.2 2.2-7.2 7.2Z' },
  undo: { path: 'M3 3v4h4M3.3 7A5.2 5.2 0 1 1 4 11.4' },
  redo: { path: 'M13 3v4H9M12.7 7A5.2 5.2 0 1 0 12 11.4' },
  playlist: { path: 'M2 4h8M2 8h8M2 12h5M12.5 12.5V6l2 1.2M11 14a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z' },
  bolt: { path: 'M9.2 1.8 3.6 9h3.6l-.8 5.2L12.4 7H8.6Z' },
  moved: { path: 'M2 8h10M8.5 4.5 12 8l-3.5 3.5M14 3v10' },
  down: { path: 'M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10' },
  locked: { path: 'M4 7.5h8v6H4ZM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3' },
  unlocked: { path: 'M4 7.5h8v6H4ZM5.5 7.5V5a2.5 2.5 0 0 1 4.9-.8' },
  check: { path: 'm3 8.5 3.2 3.2L13 4.5' },
  ascending: { path: 'm4.5 9.5 3.5-3.5 3.5 3.5' },
  doubles: { path: 'M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3' },
  descending: { path: 'm4.5 6.5 3.5 3.5 3.5-3.5' },
  map: { path: 'M4 12.2v.1M7 5.2v.1M10.5 9.2v.1M12.6 4v.1M6.4 9.8v.1M2.2 2.2v11.6h11.6' },
  lasso: { path: 'M8 10.5c-3.6 0-6-1.6-6-4s2.4-4 6-4 6 1.6 6 4-2.4 4-6 4ZM5.5 10.2c-1.2.6-1.2 2.2.2 2.6' },
  fit: { path: 'M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3' },
  less: { path: 'M3 8h10' },
  album: { path: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 9.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4Z' },
  artist: { path: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8ZM2.8 13.6c.4-2.6 2.5-4 5.2-4s4.8 1.4 5.2 4' },
  genre: { path: 'M3 4.5h10M3 8h7M3 11.5h4' },
  recent: { path: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.2 1.6' },
  back: { path: 'M9.5 3.5 5 8l4.5 4.5' },
  more: { path: 'M3.5 8v.1M8 8v.1M12.5 8v.1' },
  closed: { path: 'm6.5 4.5 3.5 3.5-3.5 3.5' },
  opened: { path: 'm4.5 6.5 3.5 3.5 3.5-3.5' }
} satisfies Record<string, { path: string; fill?: boolean }>

export type IconName = keyof typeof icons
