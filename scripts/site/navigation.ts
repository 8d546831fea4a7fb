/** The pages in the order of the side of the site; those that none of these has come last. */
export const sections: readonly { title: string; pages: readonly string[] }[] = [
  {
    title: 'Earshot',
    pages: [
      'README.md',
      'docs/install.md',
      'docs/updating.md',
      'docs/comparison.md',
      'CHANGELOG.md',
      'SUPPORT.md',
      'SECURITY.md'
    ]
  },
  {
    title: 'How to',
    pages: [
      'docs/guide/find.md',
      'docs/guide/library.md',
      'docs/guide/map.md',
      'docs/guide/tag.md',
      'docs/guide/edit.md',
      'docs/guide/playlists.md',
      'docs/guide/playing.md',
      'docs/guide/players.md',
      'docs/guide/nas.md',
      'docs/guide/command-line.md',
      'docs/guide/scripting.md',
      'docs/guide/troubleshooting.md'
    ]
  },
  {
    title: 'How well',
    pages: [
      'docs/what-it-hears.md',
      'docs/not-tried.md',
      'docs/search-page.md',
      'docs/evaluation.md',
      'docs/trust.md',
      'docs/names.md',
      'docs/languages.md',
      'docs/tagging-evaluation.md',
      'docs/taught-tags.md',
      'docs/map.md',
      'docs/doubles.md',
      'docs/measurements.md',
      'docs/search-speed.md',
      'docs/benchmarks.md',
      'docs/reliability.md',
      'docs/electron.md'
    ]
  },
  {
    title: 'To look up',
    pages: [
      'docs/command-line.md',
      'docs/playlists.md',
      'docs/playlist-files.md',
      'docs/writing-tags.md',
      'docs/tag-formats.md',
      'docs/network.md',
      'docs/model-packs.md'
    ]
  },
  {
    title: 'How it is made',
    pages: [
      'docs/how-mulan-works.md',
      'docs/architecture.md',
      'models/README.md',
      'models/earshot-mulan-2/MODEL_CARD.md',
      'models/training/README.md',
      'models/training/RESULTS.md',
      'CONTRIBUTING.md',
      'docs/releasing.md',
      'CODE_OF_CONDUCT.md',
      'docs/licences.md'
    ]
  }
]

/** The sections with every page in one of them, by what each is called. */
export function navigation<Of extends { path: string }>(
  pages: readonly Of[]
): { title: string; pages: Of[] }[] {
  const byPath = new Map(pages.map(page => [page.path, page]))
  const named = sections.map(section => ({
    title: section.title,
    pages: section.pages.flatMap(path => {
      const page = byPath.get(path)
      byPath.delete(path)
      return page ? [page] : []
    })
  }))
  return [...named, { title: 'More', pages: [...byPath.values()] }]
}
