/** An entry of an ilst: iTunes' list of tags. */
export interface Item {
  type: string
  raw: Buffer
}
