import type { ServerProcess } from '../helpers/program.ts'
import { type Scim, scimOf } from '../helpers/server.ts'

export const token = 'a-token-of-these-tests'
export const adminToken = 'an-admin-token-of-these-tests'

/** What a server is started with, so that the next one on the same data is asked in the same way. */
export const environment = {
  SCIM_TENANT_ID: '11111111111-2222-3333-4444-555555555555',
  SCIM_ACCESS_TOKEN: token,
  SCIM_ADMIN_TOKEN: adminToken,
  SCIM_LOG_LEVEL: 'warn',
}

/** Asks the SCIM endpoint of a server. */
export const scimAt = ({ ready }: ServerProcess): Scim =>
  scimOf({ endpoint: ready.scimEndpoint ?? '', token })

/** Adds users, or writes them anew, until that is refused by anything but an answer of the protocol. */
export const writeUntilRefused = async (
  scim: Scim,
  write: (n: number) => readonly [method: string, path: string, body: unknown],
): Promise<{ readonly written: number; readonly refused: { status: number; json: unknown } }> => {
  for (let n = 0; n < 3_000; n += 1) {
    const { status, json } = await scim(...write(n))
    if (status >= 300) return { written: n, refused: { status, json } }
  }
  throw new Error('the disk takes everything')
}

/** A user whose row and event are long. */
export const largeUser = (userName: string) => ({
  userName,
  displayName: 'x'.repeat(900),
  name: { givenName: 'Ada', familyName: 'Example' },
  title: 'y'.repeat(900),
})

/** The answer to a user that is made by hand. */
export const createByHand = async ({ ready }: ServerProcess) => {
  const url = `${ready.adminUrl}/api/v1/identity-stores/${ready.identityStoreId}/users`
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...largeUser('by-hand@example.com'),
      emails: [{ value: 'by-hand@example.com', type: 'work', primary: true }],
    }),
  })
  return { status: response.status, json: await response.json() }
}
