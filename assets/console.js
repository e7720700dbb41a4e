// What the pages of the console do beyond what HTML does by itself. Without it everything but copying and live parts works.

/** @param {string} selector @returns {HTMLElement[]} */
const all = (selector) =>
  [...document.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement)

// A page that answers a form is not to be asked for again with that form when it is loaded again.
const { path } = document.body.dataset
if (path !== undefined && path !== location.pathname && location.pathname.startsWith(`${path}/`)) {
  history.replaceState(null, '', path)
}
const url = new URL(location.href)
if (url.searchParams.has('notice')) {
  url.searchParams.delete('notice') // said once
  history.replaceState(null, '', url)
}

// Copying.
for (const button of all('[data-copy]')) {
  button.hidden = false
  const label = button.textContent
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(button.dataset['copy'] ?? '')
      button.textContent = 'Copied'
    } catch {
      const text = button.previousElementSibling
      if (text !== null) getSelection()?.selectAllChildren(text)
      button.textContent = 'Selected: press Ctrl+C'
    }
    setTimeout(() => {
      button.textContent = label
    }, 2_000)
  })
}

// Moments, by the clock of whoever looks at them.
const localTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })
/** @param {ParentNode} root */
const localise = (root) => {
  for (const time of root.querySelectorAll('time')) {
    const moment = new Date(time.dateTime)
    if (!Number.isNaN(moment.getTime()))
      time.title = `${localTime.format(moment)} (${time.dateTime})`
  }
}
localise(document)

// What has to be typed before a button works.
for (const input of all('input[data-confirm]')) {
  if (!(input instanceof HTMLInputElement)) continue
  const button = input.form?.querySelector('button[type="submit"]')
  if (!(button instanceof HTMLButtonElement)) continue
  const judge = () => {
    button.disabled = input.value.trim() !== input.dataset['confirm']
  }
  input.addEventListener('input', judge)
  judge()
}

// A form is posted once, however often its button is pressed.
for (const form of all('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset['sent'] !== undefined) event.preventDefault()
    form.dataset['sent'] = ''
  })
}
addEventListener('pageshow', () => {
  for (const form of all('form[data-sent]')) delete form.dataset['sent']
})

// Menus close when something else is pressed, and by the Escape key.
document.addEventListener('click', ({ target }) => {
  for (const menu of all('details.menu[open]')) {
    if (target instanceof Node && !menu.contains(target)) menu.removeAttribute('open')
  }
})
document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return
  for (const menu of all('details.menu[open]')) {
    menu.removeAttribute('open')
    menu.querySelector('summary')?.focus()
  }
})

// Live parts: each element with data-live and an id is kept as the page shows it now. `class`: how it looks; `content`:
// that, and what is in it.
const everyMilliseconds = 2_000
const refresh = async () => {
  const parts = all('[data-live][id]')
  if (parts.length === 0) return
  try {
    if (document.visibilityState === 'visible') {
      const address = path === undefined || path === location.pathname ? location.href : path
      const answer = await fetch(address, { redirect: 'error', headers: { accept: 'text/html' } })
      if (!answer.ok) return // the session has ended, or the store is gone
      const now = new DOMParser().parseFromString(await answer.text(), 'text/html')
      for (const part of parts) {
        const fresh = now.getElementById(part.id)
        if (fresh === null) continue
        part.className = fresh.className
        part.ariaCurrent = fresh.ariaCurrent
        if (part.dataset['live'] !== 'content' || part.textContent === fresh.textContent) continue
        part.replaceChildren(...fresh.childNodes)
        localise(part)
      }
    }
  } catch {
    // the server is away for a moment; the next round may find it
  }
  setTimeout(refresh, everyMilliseconds)
}
setTimeout(refresh, everyMilliseconds)
