import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'

/** Debian's Chromium, unless CHROMIUM is set. */
export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Arguments for a headless start. */
export const args = [
  '--headless',
  '--no-sandbox', // required to run as root
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A browser with a new, empty profile, closed when the test ends. One is enough for a file, because pages share no
 * state.
 */
export const openBrowser = async (t: Pick<Test, 'teardown'>): Promise<Browser> => {
  const browser = await chromium.launch({ executablePath, args })
  t.teardown(() => browser.close())
  return browser
}

/**
 * A page with its own cookies and storage, closed when the test ends. A failed test saves a screenshot in a temporary
 * folder. An uncaught error in the page fails the test.
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

/** The violations that axe-core finds in a page: a line for each kind, with its elements. */
export const accessibilityProblems = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}
