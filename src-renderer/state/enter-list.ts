/** The list that the window shows. */
export const shownList = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('main :is([role=grid], [data-list])')

/** Frames to wait for it, about ten seconds: it may have to be asked for, of a library that is being listened to. */
const patience = 600

/** Puts the focus into the list that comes, unless somebody puts it elsewhere first. */
function enterList(frames = patience): void {
  requestAnimationFrame(() => {
    const { activeElement, body } = document
    if (activeElement !== body && activeElement?.closest('nav') == null) return
    const list = shownList()
    if (list && list.getAttribute('aria-busy') !== 'true') list.focus()
    else if (frames > 0) enterList(frames - 1)
  })
}

/** Who points does not go on with keys there: Enter and arrows are for what was opened. */
export function clicksEnterLists(nav: HTMLElement): () => void {
  const clicked = ({ detail }: MouseEvent): void => {
    if (detail > 0) enterList()
  }
  nav.addEventListener('click', clicked)
  return () => nav.removeEventListener('click', clicked)
}
