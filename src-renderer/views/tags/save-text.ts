/** Gives a text to the user as a file, the way browsers do. */
export function saveText(text: string, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name.replace(/[/\\:*?"<>|]/g, ' ')
  link.click()
  URL.revokeObjectURL(link.href)
}
