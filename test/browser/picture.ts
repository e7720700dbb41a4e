import { chromium } from 'playwright-core'
import { startIdentityCenter } from '../../src/index.ts'
import { args, executablePath } from '../helpers/browser.ts'

/* Takes docs/console.png, the picture of the console: npx tsx test/browser/picture.ts */

const center = await startIdentityCenter()
const send = async (method: string, path: string, body: object) => {
  await fetch(`${center.endpoint}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${center.token}`,
      'content-type': 'application/scim+json; charset=utf-8',
      'user-agent': 'Okta SCIM Client 1.0.0',
    },
    body: JSON.stringify(body),
  })
}
const person = (givenName: string, familyName: string, more: object = {}) => ({
  userName: `${givenName}@example.com`.toLowerCase(),
  name: { givenName, familyName },
  displayName: `${givenName} ${familyName}`,
  emails: [{ value: `${givenName}@example.com`.toLowerCase(), type: 'work', primary: true }],
  ...more,
})
for (const name of ['Ana', 'Bruno', 'Chen', 'Dara', 'Emre', 'Fatou', 'Goran', 'Hana']) {
  await send('POST', '/Users', person(name, 'Lindqvist'))
}
await send('POST', '/Groups', { displayName: 'Engineers' })
await send('POST', '/Users', person('Ana', 'Lindqvist'))
await send('POST', '/Users', person('Iris', 'Moss; Support'))
await send('POST', '/Users', person('Jan', 'Novak', { emails: [{ value: 'j@example.com' }] }))

const browser = await chromium.launch({ executablePath, args })
const page = await browser.newPage({ viewport: { width: 1180, height: 760 } })
await page.goto(await center.consoleLink())
await page.getByRole('button', { name: 'Sign in' }).click()
await page.getByRole('heading', { name: 'Overview' }).waitFor()
await page.screenshot({ path: 'docs/console.png' })
await browser.close()
await center.close()
