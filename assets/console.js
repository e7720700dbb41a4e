// Enhances the console. Without JavaScript, everything works except copy buttons and live updates.

/** @param {string} selector @returns {HTMLElement[]} */
const all = (selector) =>
  [...document.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement)

// The response to a posted form has the URL of the action. Use the URL of the page instead, so that a reload does not
// post the form again.
const { path } = document.body.dataset
if (path !== undefined && path !== location.pathname && location.pathname.startsWith(`${path}/`)) {
  history.replaceState(null, '', path)
}
const url = new URL(location.href)
if (url.searchParams.has('notice')) {
  url.searchParams.delete('notice') // so that a reload does not show the notice again
  history.replaceState(null, '', url)
}

// Copy buttons.
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

// Tooltips with the local time.
const localTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })
/** @param {ParentNode} root */
const addLocalTimes = (root) => {
  for (const element of root.querySelectorAll('time')) {
    const time = new Date(element.dateTime)
    if (!Number.isNaN(time.getTime()))
      element.title = `${localTime.format(time)} (${element.dateTime})`
  }
}
addLocalTimes(document)

// Confirmations: the button is disabled until the word is typed.
for (const input of all('input[data-confirm]')) {
  if (!(input instanceof HTMLInputElement)) continue
  const button = input.form?.querySelector('button[type="submit"]')
  if (!(button instanceof HTMLButtonElement)) continue
  const updateButton = () => {
    button.disabled = input.value.trim() !== input.dataset['confirm']
  }
  input.addEventListener('input', updateButton)
  updateButton()
}

// A form is posted only once, even if its button is clicked again.
for (const form of all('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset['sent'] !== undefined) event.preventDefault()
    form.dataset['sent'] = ''
  })
}
addEventListener('pageshow', () => {
  for (const form of all('form[data-sent]')) delete form.dataset['sent']
})

// Menus close on a click outside and on Escape.
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

// Live parts: every element with `data-live` and an id is updated from a fresh copy of the page. `data-live="class"`
// updates the class and the current step, `data-live="content"` also the content.
const refreshEveryMs = 2_000
const refresh = async () => {
  const parts = all('[data-live][id]')
  if (parts.length === 0) return
  try {
    if (document.visibilityState === 'visible') {
      const address = path === undefined || path === location.pathname ? location.href : path
      const response = await fetch(address, { redirect: 'error', headers: { accept: 'text/html' } })
      if (!response.ok) return // the session has ended, or the store was deleted
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      for (const part of parts) {
        const fresh = page.getElementById(part.id)
        if (fresh === null) continue
        part.className = fresh.className
        part.ariaCurrent = fresh.ariaCurrent
        if (part.dataset['live'] !== 'content' || part.textContent === fresh.textContent) continue
        part.replaceChildren(...fresh.childNodes)
        addLocalTimes(part)
      }
    }
  } catch {
    // The server cannot be reached at the moment. The next round tries again.
  }
  setTimeout(refresh, refreshEveryMs)
}
setTimeout(refresh, refreshEveryMs)
