const frame = () => new Promise(resolve => requestAnimationFrame(resolve))

/** The list of the view, once it is there. */
async function listOf() {
  for (;;) {
    const list = [...document.querySelectorAll('main [role=grid], main [role=listbox]')].at(-1)
    if (list) return list
    await frame()
  }
}

/** Marks the begin of each frame in the trace, until the answer is called. */
function marks() {
  let going = true
  const next = () => {
    performance.mark('bench-frame')
    if (going) requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
  return () => (going = false)
}

/** Scrolls a list down, far down and up, a step in each frame. */
async function scroll() {
  const list = await listOf()
  const stop = marks()
  for (let n = 0; n < 400; n++) {
    await frame()
    list.scrollTop += n < 200 ? 60 : n < 300 ? 900 : -400
  }
  await frame()
  stop()
  await frame()
}

/** What is in sight and has no name yet, or no picture. */
function lacking(list) {
  const { top, bottom } = list.getBoundingClientRect()
  const rows = [...list.querySelectorAll('.row, [data-album]')].filter(row => {
    const box = row.getBoundingClientRect()
    return box.bottom > top && box.top < bottom
  })
  return {
    names: rows.length === 0 || rows.some(row => row.textContent.trim() === ''),
    covers: rows.some(row => row.querySelector('img') === null)
  }
}

/** To a place, 0 to 1; milliseconds until all rows in sight have their names, and their covers. */
async function jump(to, patience = 10_000) {
  const list = await listOf()
  const begun = performance.now()
  list.scrollTop = to * list.scrollHeight
  let names = 0
  for (;;) {
    await frame()
    const now = performance.now() - begun
    const lack = lacking(list)
    if (names === 0 && !lack.names) names = now
    if ((names > 0 && !lack.covers) || now > patience) return { names: names || now, covers: now }
  }
}

/** A long way down through rows that were never seen; for how long a row in sight had no name, each time that was so. */
async function fling(pixels, frames) {
  const list = await listOf()
  const blanks = []
  let since = null
  for (let n = 0; n < frames || since !== null; n++) {
    await frame()
    const now = performance.now()
    const { names } = lacking(list)
    if (names) since ??= now
    else if (since !== null) {
      blanks.push(now - since)
      since = null
    }
    if (n < frames) list.scrollTop += pixels
  }
  return blanks
}

/** What the bench of the window runs in its page. */
globalThis.bench = { scroll, jump, fling, marks }
