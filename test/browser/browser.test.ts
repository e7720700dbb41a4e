import t from 'tap'
import { accessibilityProblems, openBrowser, openPage } from '../helpers/browser.ts'
import { startTestServer } from '../helpers/server.ts'

const browser = await openBrowser(t)
const { adminUrl } = await startTestServer(t)

t.test('a browser reaches the private listener', async (t) => {
  const page = await openPage(t, browser)
  const answer = await page.goto(`${adminUrl}/healthz`)
  t.equal(answer?.status(), 200)
  t.same(JSON.parse(await page.locator('body').innerText()), { status: 'ok' })
})

t.test('pages share neither cookies nor storage', async (t) => {
  const one = await openPage(t, browser)
  const other = await openPage(t, browser)
  for (const page of [one, other]) await page.goto(`${adminUrl}/healthz`)
  await one.evaluate("localStorage.setItem('a', 'b'); document.cookie = 'c=d'")
  const kept = "[localStorage.getItem('a'), document.cookie]"
  t.same(await one.evaluate(kept), ['b', 'c=d'])
  t.same(await other.evaluate(kept), [null, ''])
})

t.test('the check finds accessibility problems', async (t) => {
  const page = await openPage(t, browser)
  const htmlPage = (body: string) =>
    `<!doctype html><html lang="en"><title>Page</title><main><h1>Page</h1>${body}</main></html>`
  await page.setContent(htmlPage('<img src="data:,">'))
  const problems = await accessibilityProblems(page)
  t.equal(problems.length, 1)
  t.match(problems[0], /^image-alt: .*<img src="data:,">$/)
  await page.setContent(htmlPage('<img src="data:," alt="A picture">'))
  t.same(await accessibilityProblems(page), [])
})
