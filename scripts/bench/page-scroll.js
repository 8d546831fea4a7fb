/** What the bench of the window runs in its page, there as `bench`. */
globalThis.bench = { scroll, jump }

/** Scrolls a list down, and up in larger steps; milliseconds of the page's own work in each frame. */
async function scroll() {
  const grid = [...document.querySelectorAll('main [role=grid], main [data-list]')].at(-1)
  if (!grid) throw new Error('nothing to scroll')
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
  /** The next task comes after the frame is styled, laid out and handed on. */
  const drawn = () =>
    new Promise(resolve => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(0)
    })
  const work = []
  for (let n = 0; n < 400; n++) {
    await frame()
    const begun = performance.now()
    grid.scrollTop += n < 200 ? 60 : n < 300 ? 900 : -400
    work.push((await drawn()) - begun)
  }
  return work
}

/** To a place, 0 to 1; milliseconds until all rows in sight have their names, and their covers. */
async function jump(to) {
  const grid = [...document.querySelectorAll('main [role=grid], main [data-list]')].at(-1)
  if (!grid) return { names: 0, covers: 0 }
  const begun = performance.now()
  grid.scrollTop = to * grid.scrollHeight
  let names = 0
  for (;;) {
    await new Promise(resolve => requestAnimationFrame(resolve))
    const { top, bottom } = grid.getBoundingClientRect()
    const rows = [...grid.querySelectorAll('.row, [data-album]')].filter(row => {
      const box = row.getBoundingClientRect()
      return box.bottom > top && box.top < bottom
    })
    const now = performance.now() - begun
    if (names === 0 && rows.length > 0 && rows.every(row => row.innerText.trim() !== '')) names = now
    const images = rows.flatMap(row => [...row.querySelectorAll('img')])
    const pictured = rows.every(row => row.querySelector('img') !== null) && images.every(one => one.complete)
    if (names > 0 && (pictured || now > 3000)) return { names, covers: now }
    if (now > 10_000) return { names: now, covers: now }
  }
}
