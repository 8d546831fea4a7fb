/** What is cut says all of itself under the mouse, whatever list it stands in; one that has a tooltip of its own keeps it. */
export function wholeTexts(page: Document): () => void {
  const told = new WeakSet<Element>()
  const over = ({ target }: Event): void => {
    const cut = target instanceof Element ? target.closest<HTMLElement>('.cut') : null
    if (!cut || (!told.has(cut) && cut.closest('[title]'))) return
    told.add(cut)
    if (cut.scrollWidth > cut.clientWidth) cut.title = cut.textContent.trim()
    else cut.removeAttribute('title')
  }
  page.addEventListener('pointerover', over)
  return () => page.removeEventListener('pointerover', over)
}
