// Adds new events to an open list. The server renders each row, as it renders the rows of the page.
//
// States of the list:
// - live: the stream is open.
// - connecting: the stream broke, and the browser retries by itself.
// - paused: the operator pressed Pause, and the stream is closed.
// - hidden: the page is in the background, and the stream is closed.
// - disconnected: the server refused the stream. Only a reload helps.
//
// The URL of the stream contains the position of the last row, so that no event is lost between two connections.

/** The oldest rows beyond this number are removed from the page. */
const rowsMax = 200

/** @param {HTMLTableElement} table */
const follow = (table) => {
  const body = table.tBodies[0]
  const address = table.dataset['stream']
  if (body === undefined || address === undefined) return
  const empty = table.previousElementSibling
  const state = table.closest('section')?.querySelector('[data-live-state]')
  const stateText = state?.querySelector('[role="status"]')
  const button = state?.querySelector('button')
  const streamUrl = new URL(address, location.href)
  /** @type {EventSource | undefined} */
  let source
  let isPaused = false

  /** @param {string} text @param {string} severity */
  const showState = (text, severity) => {
    if (!(state instanceof HTMLElement) || stateText === undefined || stateText === null) return
    state.hidden = false
    state.dataset['severity'] = severity
    if (stateText.textContent !== text) stateText.textContent = text
  }

  /** @param {string} html */
  const addRow = (html) => {
    const template = document.createElement('template')
    template.innerHTML = html // safe, because this server has escaped all text of clients
    const row = template.content.firstElementChild
    if (!(row instanceof HTMLElement)) return
    const id = row.dataset['requestId']
    for (const shown of body.rows) if (shown.dataset['requestId'] === id) return
    row.classList.add('new-row')
    body.prepend(row)
    while (body.rows.length > rowsMax) body.rows[rowsMax]?.remove()
    table.hidden = false
    if (empty instanceof HTMLElement && empty.classList.contains('empty')) empty.hidden = true
  }

  const stop = () => {
    source?.close()
    source = undefined
  }
  const start = () => {
    if (source !== undefined || isPaused || document.visibilityState !== 'visible') return
    const stream = new EventSource(streamUrl)
    source = stream
    stream.onopen = () => showState('Live', 'good')
    stream.onmessage = ({ data, lastEventId }) => {
      streamUrl.searchParams.set('after', lastEventId)
      addRow(JSON.parse(data))
    }
    stream.onerror = () => {
      if (stream.readyState === EventSource.CLOSED) {
        stop()
        showState('Disconnected. Reload the page.', 'bad')
        if (button instanceof HTMLElement) button.hidden = true
      } else showState('Connecting…', 'warning')
    }
  }

  button?.addEventListener('click', () => {
    isPaused = !isPaused
    button.textContent = isPaused ? 'Resume' : 'Pause'
    if (isPaused) {
      stop()
      showState('Paused', 'warning')
    } else start()
  })
  // A page in the background closes its stream, because a browser opens only a few connections to one server.
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
