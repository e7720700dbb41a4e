import t from 'tap'
import { accessibilityProblems, openBrowser } from '../helpers/browser.ts'
import { sidewaysScroll } from '../helpers/console-pages.ts'
import { manualClient, person } from '../helpers/manual-changes.ts'
import { startTestServer } from '../helpers/server.ts'
import { signedInPage } from '../helpers/signed-in-page.ts'

const browser = await openBrowser(t)
const server = await startTestServer(t)
const { adminUrl, identityStoreId } = server
const manual = manualClient(server)
const base = `${adminUrl}/stores/${identityStoreId}`

t.test('a user is added, corrected, edited, disabled and deleted', async (t) => {
  const page = await signedInPage(t, browser, server)
  await page.getByRole('link', { name: 'Users', exact: true }).click()
  await page.getByRole('link', { name: 'Add user' }).click()
  await page.getByLabel('User name').fill('jane@example.com')
  await page.getByLabel('Email address').fill('jane@example.com')
  await page.getByLabel('Given name').fill('Jane')
  await page.getByLabel('Family name').fill('Doe')
  await page.getByLabel('Display name').fill('Jane <Doe>')
  await page.getByRole('button', { name: 'Add user' }).click()

  const displayName = page.getByLabel('Display name')
  t.equal(await displayName.getAttribute('aria-invalid'), 'true')
  t.equal(await displayName.inputValue(), 'Jane <Doe>')
  await page.getByText('U+003C LESS-THAN SIGN').first().waitFor()
  await displayName.fill('Jane Doe')
  await page.getByRole('button', { name: 'Add user' }).click()
  await page.getByText('The user was added.').waitFor()
  await page.getByRole('heading', { name: 'Jane Doe', level: 1 }).waitFor()

  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByText('Job', { exact: true }).click()
  await page.getByLabel('Department').fill('Research')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The user was changed.').waitFor()
  await page
    .getByRole('row', { name: /enterprise\.department/ })
    .getByText('Research')
    .waitFor()

  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByText('The user was disabled.').waitFor()
  await page.getByRole('row', { name: /DisableUser/ }).waitFor()
  await page.getByRole('button', { name: 'Enable' }).click()
  await page.getByText('The user was enabled.').waitFor()

  await page.getByLabel('nameID').fill('Jane@example.com')
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('upper and lower case differ').waitFor()

  await page.getByText('Delete user').first().click()
  await page.getByLabel('Type DELETE to confirm').fill('DELETE')
  await page.getByRole('button', { name: 'Delete user' }).click()
  await page.getByText('The user and all memberships of the user were deleted.').waitFor()
})

t.test('a group is created and a member is added with only the keyboard', async (t) => {
  for (const name of ['ann', 'anna', 'bob']) await manual('POST', '/users', person(name))
  const page = await signedInPage(t, browser, server)
  await page.goto(`${base}/groups/new`)
  await page.getByLabel('Group name').focus()
  await page.keyboard.type('Staff')
  await page.keyboard.press('Enter')
  await page.getByText('The group was created.').waitFor()

  await page.getByRole('searchbox').focus()
  await page.keyboard.type('ann')
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: /anna@example\.com/ }).focus()
  t.equal(await page.getByRole('checkbox').count(), 2)
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.getByText('The users were added to the group.').waitFor()
  const members = page.getByRole('table', { name: 'Members' })
  await members.getByRole('link', { name: 'anna@example.com' }).waitFor()
  t.equal(await page.getByRole('checkbox', { name: /anna@example\.com/ }).isDisabled(), true)
  await members.getByRole('button', { name: 'Remove' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('The user was removed from the group.').waitFor()
  t.equal(await members.count(), 0)
})

t.test('the pages are accessible in both themes and on a phone', async (t) => {
  const long = 'x'.repeat(100)
  const { json: user } = await manual('POST', '/users', person(long, { title: 'y'.repeat(300) }))
  const { json: group } = await manual('POST', '/groups', {
    displayName: 'z'.repeat(300),
    description: 'w'.repeat(300),
  })
  await manual('POST', `/groups/${group.groupId}/members`, { userIds: [user.userId] })
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await signedInPage(t, browser, server, {
      colorScheme,
      viewport: { width: 360, height: 740 },
    })
    for (const path of [
      '/users?nameId=unknown',
      `/users/${user.userId}`,
      `/users/${user.userId}/edit`,
      '/groups',
      `/groups/${group.groupId}?find=a`,
    ]) {
      await page.goto(`${base}${path}`)
      for (const summary of await page.locator('main summary').all()) await summary.click()
      t.same(await accessibilityProblems(page), [], `${colorScheme} ${path}`)
      t.equal(await sidewaysScroll(page), 0, path)
    }
    await page.goto(`${base}/users/new`)
    await page.getByLabel('User name').fill('a b')
    await page.getByLabel('Email address').fill('a')
    for (const label of ['Given name', 'Family name', 'Display name']) {
      await page.getByLabel(label).fill(`<${long}>`)
    }
    await page.getByRole('button', { name: 'Add user' }).click()
    await page.locator('.field-errors').first().waitFor()
    t.same(await accessibilityProblems(page), [], `${colorScheme}, with errors`)
    t.equal(await sidewaysScroll(page), 0)
  }
})
