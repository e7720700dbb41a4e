import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'

/** Debian's, unless the environment names another. */
export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** How it is started where nobody sees it. */
export const args = [
  '--headless',
  '--no-sandbox', // it refuses to run as root otherwise
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser with a new, empty profile, gone when the test ends. A file needs one: pages share nothing. */
export const openBrowser = async (t: Pick<Test, 'teardown'>): Promise<Browser> => {
  const browser = await chromium.launch({ executablePath, args })
  t.teardown(() => browser.close())
  return browser
}

/**
 * A page with cookies and storage of its own, closed when the test ends. A test that failed leaves
 * a picture of it in a temporary folder; an error that no script of the page caught fails the test.
 */
export const openPage = async (
  t: Pick<Test, 'teardown' | 'passing' | 'name'>,
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Page> => {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const uncaught: Error[] = []
  page.on('pageerror', (error) => uncaught.push(error))
  t.teardown(async () => {
    if (!t.passing() || uncaught.length > 0) {
      const path = join(await mkdtemp(join(tmpdir(), 'identity-center-page-')), 'page.png')
      await page.screenshot({ path, fullPage: true })
      console.error(`${t.name}: the page looked like ${path}`)
    }
    await context.close()
    if (uncaught.length > 0) throw new AggregateError(uncaught, 'uncaught in the page')
  })
  return page
}

/** What axe-core holds against a page, a line for each kind of mistake with the places where it is made. */
export const accessibilityProblems = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}
