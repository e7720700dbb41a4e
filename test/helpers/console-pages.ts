import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'
import type { IdentityCenter } from '../../src/index.ts'
import { openPage } from './browser.ts'

/** A page of a browser that has signed in to the console by a link. */
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

/** Where the navigation and the store switch of the console lead. */
export const consolePaths = (page: Page): Promise<string[]> =>
  page
    .locator('nav a, .menu a')
    .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))])

/** How far a page can be scrolled sideways, in pixels: not at all, if it is well made. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
