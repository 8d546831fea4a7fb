/** Where a name of a track stands. `file`: in the names of its file and folders; `passage`: in a cue sheet. */
export type NameField = 'title' | 'artist' | 'album' | 'genre' | 'file' | 'passage'

/** Names of a track that answer the words. */
export interface Named {
  /** Where they stand; what says most comes first. */
  fields: readonly NameField[]
  /** Whether the name is spelt otherwise than what was typed. */
  misspelt: boolean
}
