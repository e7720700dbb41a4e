import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'
import { openPage } from './browser.ts'

/** A page of the console, signed in with the admin token. */
export const signedInPage = async (
  t: Pick<Test, 'teardown' | 'passing' | 'name'>,
  browser: Browser,
  { adminUrl, adminToken }: { readonly adminUrl: string; readonly adminToken: string | null },
  options: BrowserContextOptions = {},
): Promise<Page> => {
  const page = await openPage(t, browser, options)
  await page.goto(`${adminUrl}/sign-in`)
  await page.getByLabel('Admin token').fill(adminToken ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/stores\//)
  return page
}
