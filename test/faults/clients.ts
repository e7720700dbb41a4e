import type { ServerProcess } from '../helpers/program.ts'
import { type Scim, scimOf } from '../helpers/server.ts'

export const token = 'a-token-of-these-tests'
export const adminToken = 'an-admin-token-of-these-tests'

/** The options of a server, the same for the next one on the same data. */
export const environment = {
  SCIM_TENANT_ID: '11111111111-2222-3333-4444-555555555555',
  SCIM_ACCESS_TOKEN: token,
  SCIM_ADMIN_TOKEN: adminToken,
  SCIM_LOG_LEVEL: 'warn',
}

/** Sends a request to the SCIM endpoint of a server. */
export const scimAt = ({ ready }: ServerProcess): Scim =>
  scimOf({ endpoint: ready.scimEndpoint ?? '', token })

/** Creates or replaces users until a response is no SCIM response. */
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

/** A user with a large row and event. */
export const largeUser = (userName: string) => ({
  userName,
  displayName: 'x'.repeat(900),
  name: { givenName: 'Ada', familyName: 'Example' },
  title: 'y'.repeat(900),
})

/** The response to a user created manually. */
export const createByHand = async ({ ready }: ServerProcess) => {
  const url = `${ready.adminUrl}/api/v1/identity-stores/${ready.identityStoreId}/users`
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...largeUser('manual@example.com'),
      emails: [{ value: 'manual@example.com', type: 'work', primary: true }],
    }),
  })
  return { status: response.status, json: await response.json() }
}
