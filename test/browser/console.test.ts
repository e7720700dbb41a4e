import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import t from 'tap'
import { accessibilityProblems, openBrowser, openPage } from '../helpers/browser.ts'
import { consolePaths, openConsole, sidewaysScroll } from '../helpers/console-pages.ts'
import { startTestServer } from '../helpers/server.ts'

const browser = await openBrowser(t)
const server = await startTestServer(t)
const { adminUrl, adminToken, endpoint, identityStoreId, scim, token } = server
const provisioning = `${adminUrl}/stores/${identityStoreId}/provisioning`

const long = 'x'.repeat(200)
const person = (name: string) => ({
  userName: name,
  displayName: name,
  name: { givenName: name, familyName: name },
  emails: [{ value: `${name}@example.com`, primary: true }],
})
for (const name of ['jane', 'john', long]) await scim('POST', '/Users', person(name))
await scim('POST', '/Groups', { displayName: 'Engineers' })
await scim('POST', '/Users', person('jane'))
await scim('POST', '/Users', { ...person('ann'), displayName: `<b>${long}` })

/** The new access token that a page shows. */
const shownToken = (page: Page) => page.locator('#new-token .secret code').innerText()

t.test('the link that is printed at the start signs in once', async (t) => {
  const link = await server.consoleLink()
  const page = await openPage(t, browser)
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  t.equal(page.url(), `${adminUrl}/stores/${identityStoreId}`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Admin token').waitFor()

  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  t.match(await page.getByRole('alert').innerText(), 'This link was already used')
  await page.getByLabel('Admin token').fill(adminToken ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
})

t.test('a token is rotated during provisioning, and no request fails', async (t) => {
  const page = await openConsole(t, browser, server)
  let current = token
  let going = true
  const statuses: number[] = []
  const client = (async () => {
    for (let n = 0; going; n += 1) {
      const headers = { authorization: `Bearer ${current}` }
      const made = await scim('POST', '/Users', person(`synced-${n}`), headers)
      const read = await scim('GET', `/Users/${made.json.id}`, undefined, headers)
      statuses.push(made.status, read.status)
      await sleep(50)
    }
  })()

  await page.goto(provisioning)
  const stepNow = page.locator('.steps > [aria-current="step"] h3')
  t.equal(await stepNow.innerText(), 'Generate a second token')
  await page.getByRole('button', { name: 'Generate second token' }).click()
  const newer = await shownToken(page)
  t.match(newer, /^\S{500,620}$/)
  await page.getByRole('link', { name: 'Done' }).click()
  t.equal(await stepNow.innerText(), 'Enter it at the identity provider')
  t.match(await page.locator('#rotation-test').innerText(), 'newer token: never')

  current = newer
  await page.locator('#rotation-delete[aria-current="step"]').waitFor() // without a reload
  t.match(await page.locator('#rotation-test').innerText(), /newer token: (?:now|\d+ seconds? ago)/)
  t.match(await page.locator('#rotation-delete').innerText(), 'The newer token works.')

  const remove = page.locator('#rotation-delete')
  await remove.locator('summary').click()
  const confirm = remove.getByRole('button', { name: 'Delete older token' })
  t.ok(await confirm.isDisabled(), 'before the word is typed')
  await remove.getByLabel('Type DELETE to confirm').fill('DELETE')
  await confirm.click()
  t.match(await page.getByRole('status').innerText(), 'The access token was deleted.')
  t.equal(await stepNow.innerText(), 'Generate a second token')
  await sleep(300)
  going = false
  await client

  t.ok(statuses.length > 20, `${statuses.length} requests`)
  t.same(
    statuses.filter((status) => status >= 300),
    [],
  )
  t.equal((await scim('GET', '/Users')).status, 401, 'the older token is rejected')
  t.equal(
    (await scim('GET', '/Users', undefined, { authorization: `Bearer ${newer}` })).status,
    200,
  )
})

t.test('provisioning is disabled and enabled', async (t) => {
  const page = await openConsole(t, browser, server)
  await page.goto(`${adminUrl}/stores`)
  await page.getByRole('button', { name: 'Create identity store' }).click()
  await page.getByRole('link', { name: 'Done' }).click()
  const remove = page.locator('table details')
  await remove.locator('summary').click()
  await remove.getByLabel('Type DELETE to confirm').fill('DELETE')
  await remove.getByRole('button').click()
  await page.locator('summary', { hasText: 'Disable' }).click()
  await page.getByLabel('Type DISABLE to confirm').fill('DISABLE')
  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByRole('button', { name: 'Enable automatic provisioning' }).click()
  const newToken = await shownToken(page)
  t.match(newToken, /^\S{500,620}$/)
  await page.reload() // requests the page, and does not post the form again
  t.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Provisioning')
  t.notOk((await page.content()).includes(newToken))
})

t.test('the copy button copies the endpoint', async (t) => {
  const page = await openConsole(t, browser, server, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await page.goto(provisioning)
  await page.getByRole('button', { name: 'Copy: SCIM endpoint' }).click()
  t.equal(await page.evaluate('navigator.clipboard.readText()'), endpoint)
})

t.test('every page', async (t) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await openConsole(t, browser, server, { colorScheme })
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    const paths = ['/', ...(await consolePaths(page)), '/stores/d-0000000000']
    t.ok(paths.length > 4)
    for (const path of paths) {
      await t.test(`${path} is accessible (${colorScheme})`, async (t) => {
        await page.goto(`${adminUrl}${path}`)
        for (const summary of await page.locator('main summary:visible').all()) {
          await summary.click()
        }
        t.same(await accessibilityProblems(page), [])
      })
    }
    const unexpected = errors.filter((text) => !text.includes('404'))
    t.same(unexpected, [], 'the content security policy blocks nothing that the pages need')
  }
})

t.test('the sign-in page is accessible', async (t) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await openPage(t, browser, { colorScheme })
    for (const path of ['/sign-in', '/sign-in?link=x']) {
      await page.goto(`${adminUrl}${path}`)
      t.same(await accessibilityProblems(page), [])
    }
  }
})

t.test('a page on a phone does not scroll sideways', async (t) => {
  const page = await openConsole(t, browser, server, { viewport: { width: 360, height: 740 } })
  for (const path of ['/sign-in', '/', ...(await consolePaths(page))]) {
    await page.goto(`${adminUrl}${path}`)
    t.equal(await sidewaysScroll(page), 0, path)
    for (const summary of await page.locator('main summary:visible').all()) await summary.click()
    t.equal(await sidewaysScroll(page), 0, `${path} with all parts expanded`)
  }
})

t.test('the pages can be used with the keyboard', async (t) => {
  const page = await openConsole(t, browser, server)
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const focused = () =>
    page.evaluate<string>('document.activeElement.innerText || document.activeElement.id')
  /** Presses Tab until an element with this name has the focus. False if there is none. */
  const tabTo = async (name: string) => {
    for (let n = 0; n < 60; n += 1) {
      await press('Tab')
      if ((await focused()).trim().startsWith(name)) return true
    }
    return false
  }
  await page.goto(`${adminUrl}/stores/${identityStoreId}`)
  await press('Tab')
  t.equal(await focused(), 'Skip to content')
  await press('Enter')
  t.equal(await page.evaluate('document.activeElement.id'), 'content')
  await page.reload()

  t.ok(await tabTo('Identity store'))
  const outline = 'getComputedStyle(document.activeElement).outlineStyle'
  t.equal(await page.evaluate(outline), 'solid', 'the focus is visible')
  await press('Enter')
  t.ok(await page.locator('.menu[open]').isVisible())
  await press('Escape')
  t.equal(await page.locator('.menu[open]').count(), 0)

  t.ok(await tabTo('Provisioning'))
  await press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Provisioning' }).waitFor()
  t.ok(await tabTo('Delete'))
  await press('Enter', 'Tab')
  await page.keyboard.type('DELET')
  await press('Enter')
  t.equal(new URL(page.url()).pathname, `/stores/${identityStoreId}/provisioning`)
  t.equal(await page.getByRole('status').count(), 0, 'nothing was deleted')
})

t.test('a selected theme is kept', async (t) => {
  const page = await openConsole(t, browser, server, { colorScheme: 'light' })
  const paper = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  const light = await paper()
  await page.goto(provisioning)
  await page.getByRole('button', { name: 'Theme: Dark' }).click()
  t.equal(page.url(), provisioning)
  t.not(await paper(), light)
  await page.goto(`${adminUrl}/stores`)
  t.not(await paper(), light)
  await page.getByRole('button', { name: 'Theme: Auto' }).click()
  t.equal(await paper(), light)
})

t.test('without JavaScript, everything works except copy buttons and live updates', async (t) => {
  const page = await openConsole(t, browser, server, { javaScriptEnabled: false })
  await page.goto(`${adminUrl}/stores`)
  await page.getByRole('button', { name: 'Create identity store' }).click()
  t.match(await shownToken(page), /^\S{500,620}$/)
  t.equal(await page.getByRole('button', { name: /^Copy/ }).count(), 0)
  await page.getByRole('link', { name: 'Done' }).click()
  const remove = page.locator('table details')
  await remove.locator('summary').click()
  await remove.getByLabel('Type DELETE to confirm').fill('DELETE')
  await remove.getByRole('button').click()
  t.match(await page.getByRole('status').innerText(), 'The access token was deleted.')
})
