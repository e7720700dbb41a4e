import t from 'tap'
import { accessibilityProblems, openBrowser } from '../helpers/browser.ts'
import { sidewaysScroll } from '../helpers/console-pages.ts'
import { startTestServer } from '../helpers/server.ts'
import { signedInPage } from '../helpers/signed-in-page.ts'

const browser = await openBrowser(t)
const server = await startTestServer(t)
const { adminUrl, identityStoreId, scim, endpoint, tenantId } = server
const list = `${adminUrl}/stores/${identityStoreId}/events`

const user = (name: string) => ({
  userName: name,
  name: { givenName: 'Jane', familyName: 'Doe' },
  displayName: `Jane\u200b <script>alert(1)</script> ${'x'.repeat(60)}`,
  emails: [{ value: name, primary: true }],
})

t.test('an empty list shows a request to an unknown tenant', async (t) => {
  const page = await signedInPage(t, browser, server)
  await page.goto(list)
  await page.getByText('Live').first().waitFor()
  await fetch(`${endpoint.replace(tenantId, 'mistyped')}/Users`)
  await page.getByRole('link', { name: 'GET /mistyped/scim/v2/Users' }).click()
  await page.getByRole('heading', { name: 'Request refused' }).waitFor()
  t.same(await page.getByText(endpoint, { exact: true }).count(), 1)
})

t.test('a refused create appears in the open list and is explained', async (t) => {
  const page = await signedInPage(t, browser, server)
  await page.goto(list)
  await page.getByText('Live').first().waitFor()
  await page.evaluate('window.stayed = true')
  await scim('POST', '/Users', user('jane@example.com'))
  const row = page.getByRole('row', { name: /CreateUser/ })
  await row.waitFor()
  t.match(await row.innerText(), /400/)
  t.match(await row.innerText(), 'jane@example.com')
  t.equal(await page.evaluate('window.stayed'), true, 'the page was not loaded again')

  await row.getByRole('link', { name: 'CreateUser' }).click()
  await page.getByRole('heading', { name: 'CreateUser refused' }).waitFor()
  const finding = page.getByRole('article').filter({ hasText: 'U+200B ZERO WIDTH SPACE' })
  t.equal(await finding.locator('mark.character').first().innerText(), '<U+200B>')
  t.match(await finding.innerText(), 'What to do: Remove the characters')
  const body = page.getByRole('region', { name: 'Request body' })
  t.same(await body.locator('mark.character').allInnerTexts(), ['<U+200B>', '<', '>', '<', '>'])
  await finding.getByRole('link', { name: 'Show in the body' }).click()
  t.match(page.url(), /#mark-\d$/)

  await finding.getByRole('button', { name: 'Explain again without attribute-pattern' }).click()
  await page.getByText('it would still be refused').waitFor()
  await page
    .getByRole('button', { name: 'Explain again without attribute-forbidden-characters' })
    .first()
    .click()
  await page.getByText('it would be accepted').waitFor()
})

t.test('a paused list continues without a gap', async (t) => {
  const page = await signedInPage(t, browser, server)
  await page.goto(`${list}?operation=ListGroups`)
  await page.getByText('Live').waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await scim('GET', '/Groups')
  await page.getByText('Paused').waitFor()
  await page.waitForTimeout(800)
  t.equal(await page.getByRole('row').count(), 0)
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('row', { name: /ListGroups/ }).waitFor()
  t.equal(await page.getByRole('row', { name: /ListGroups/ }).count(), 1)
})

t.test('without JavaScript, the list and its filters work', async (t) => {
  const page = await signedInPage(t, browser, server, { javaScriptEnabled: false })
  await page.goto(list)
  t.equal(await page.getByText('Live').isVisible(), false)
  t.equal(await page.getByRole('button', { name: 'Pause' }).count(), 0)
  await page.getByText('Filters', { exact: true }).click()
  await page.getByLabel('Operation').selectOption('CreateUser')
  await page.getByLabel('Rule').fill('attribute-pattern')
  await page.getByRole('button', { name: 'Apply filters' }).click()
  await page.getByRole('row', { name: /CreateUser/ }).waitFor()
  t.equal(await page.getByRole('row', { name: /ListGroups/ }).count(), 0)
  await page.getByRole('link', { name: 'Clear all filters' }).click()
  await page.getByRole('row', { name: /ListGroups/ }).waitFor()
})

t.test('the pages are accessible in both themes and on a phone', async (t) => {
  await scim('PATCH', '/Users/x', `{"Operations":[{"op":"${'y'.repeat(400)}`)
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await signedInPage(t, browser, server, {
      colorScheme,
      viewport: { width: 360, height: 740 },
    })
    const [first] = await page
      .goto(list)
      .then(() => page.getByRole('link', { name: 'CreateUser' }).all())
    const event = `${adminUrl}${await first?.getAttribute('href')}`
    const broken = `${adminUrl}${await page.getByRole('link', { name: 'PatchUser' }).getAttribute('href')}`
    for (const address of [
      list,
      `${adminUrl}/events?store=none`,
      event,
      broken,
      `${event}?without=attribute-pattern`,
    ]) {
      await page.goto(address)
      for (const summary of await page.locator('main summary').all()) await summary.click()
      t.same(await accessibilityProblems(page), [], `${colorScheme} ${address}`)
      t.equal(await sidewaysScroll(page), 0, address)
    }
  }
})
