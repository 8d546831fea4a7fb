/** A folder on the server's disk, for the folder chooser of the browser shape. */
export interface FolderPage {
  path: string
  parent: string | null
  folders: { name: string; path: string }[]
}
