// A list of events that is open shows what comes: each row is made by the server, as those of the page are.

const mostRows = 200

/** @param {HTMLTableElement} table */
const follow = (table) => {
  const body = table.tBodies[0]
  const address = table.dataset['stream']
  if (body === undefined || address === undefined) return
  const empty = table.previousElementSibling
  const state = table.closest('section')?.querySelector('[data-live-state]')
  const says = state?.querySelector('[role="status"]')
  const button = state?.querySelector('button')
  const from = new URL(address, location.href)
  /** @type {EventSource | undefined} */
  let source
  let isPaused = false

  /** @param {string} text @param {string} mood */
  const tell = (text, mood) => {
    if (!(state instanceof HTMLElement) || says === undefined || says === null) return
    state.hidden = false
    state.dataset['mood'] = mood
    if (says.textContent !== text) says.textContent = text
  }

  /** @param {string} html */
  const add = (html) => {
    const template = document.createElement('template')
    template.innerHTML = html // from this server, which has escaped whatever came from others
    const row = template.content.firstElementChild
    if (!(row instanceof HTMLElement)) return
    const id = row.dataset['requestId']
    for (const shown of body.rows) if (shown.dataset['requestId'] === id) return
    row.classList.add('fresh')
    body.prepend(row)
    while (body.rows.length > mostRows) body.rows[mostRows]?.remove()
    table.hidden = false
    if (empty instanceof HTMLElement && empty.classList.contains('empty')) empty.hidden = true
  }

  const stop = () => {
    source?.close()
    source = undefined
  }
  const start = () => {
    if (source !== undefined || isPaused || document.visibilityState !== 'visible') return
    const opened = new EventSource(from)
    source = opened
    opened.onopen = () => tell('Live', 'good')
    opened.onmessage = ({ data, lastEventId }) => {
      from.searchParams.set('after', lastEventId)
      add(JSON.parse(data))
    }
    opened.onerror = () => {
      if (opened.readyState === EventSource.CLOSED) {
        stop()
        tell('Ended: load the page again', 'bad')
        if (button instanceof HTMLElement) button.hidden = true
      } else tell('Connecting…', 'warning')
    }
  }

  button?.addEventListener('click', () => {
    isPaused = !isPaused
    button.textContent = isPaused ? 'Resume' : 'Pause'
    if (isPaused) {
      stop()
      tell('Paused', 'warning')
    } else start()
  })
  // A page in the background takes none of the few connections that a browser has for this server.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') start()
    else stop()
  })
  addEventListener('pagehide', stop)
  addEventListener('pageshow', start)
}

for (const table of document.querySelectorAll('table[data-stream]')) {
  if (table instanceof HTMLTableElement) follow(table)
}
