/** A part of a dialog has come: the keys go on in it. */
export function focusFirst(part: HTMLElement): void {
  part.querySelector<HTMLElement>('[role=grid], input, select, textarea')?.focus()
}
