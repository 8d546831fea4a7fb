import type { Attachment } from 'svelte/attachments'

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** All that is written in a section, what its controls are called included. */
function wordsOf(section: Element): string {
  const named = [...section.querySelectorAll('[aria-label], [title]')]
  const names = named.flatMap(one => [one.getAttribute('aria-label'), one.getAttribute('title')])
  return plain([section.textContent, ...names].join(' '))
}

/** Hides the sections in which not all of the words stand. `told`: how many are left. */
export function narrowSections(text: string, told: (left: number) => void): Attachment<HTMLElement> {
  return element => {
    const words = plain(text).split(/\s+/).filter(Boolean)
    const sections = [...element.querySelectorAll<HTMLElement>(':scope > section')]
    for (const one of sections) {
      const all = wordsOf(one)
      one.hidden = !words.every(word => all.includes(word))
    }
    told(sections.filter(one => !one.hidden).length)
  }
}
