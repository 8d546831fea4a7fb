/** Opens a dialog above everything; when it goes, the focus is where it was before. */
export function openDialog(dialog: HTMLDialogElement): () => void {
  const before = document.activeElement
  dialog.showModal()
  return () => {
    const held = dialog.contains(document.activeElement) || document.activeElement === document.body
    dialog.close()
    // The browser gives the focus back only while the dialog is still in the page, which it may not be any more.
    if (held && before instanceof HTMLElement && before.isConnected) before.focus()
  }
}
