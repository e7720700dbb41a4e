import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'
import type { IdentityCenter } from '../../src/index.ts'
import { openPage } from './browser.ts'

/** A browser page that has signed in to the console by a link. */
export const openConsole = async (
  t: Pick<Test, 'teardown' | 'passing' | 'name'>,
  browser: Browser,
  { consoleLink }: Pick<IdentityCenter, 'consoleLink'>,
  options: BrowserContextOptions = {},
): Promise<Page> => {
  const page = await openPage(t, browser, options)
  await page.goto(await consoleLink())
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

/** The links of the console's navigation and store menu. */
export const consolePaths = (page: Page): Promise<string[]> =>
  page
    .locator('nav a, .menu a')
    .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))])

/** How far a page can be scrolled horizontally, in pixels. It should be 0. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
