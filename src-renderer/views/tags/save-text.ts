/** Gives a text to the user as a file, the way browsers do. */
export function saveText(text: string, name: string): void {
  save(new Blob([text], { type: 'application/json' }), name)
}

/** The same for bytes: names of files that are no text stay what they are. */
export function saveFile(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  save(new Blob([bytes], { type: 'application/octet-stream' }), name)
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name.replace(/[/\\:*?"<>|]/g, ' ')
  link.click()
  URL.revokeObjectURL(link.href)
}
