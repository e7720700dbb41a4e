import t from 'tap'
import { type ClientTraits, clients, identifyClient } from '../../src/identity-center/clients.ts'

const traits = (some: Partial<ClientTraits>): ClientTraits => ({
  method: 'POST',
  path: '/tenant/scim/v2/Users',
  query: '',
  userAgent: undefined,
  body: undefined,
  ...some,
})

const patch = (op: string) => ({ Operations: [{ op, path: 'members', value: [] }] })

const known: Readonly<Record<string, readonly Partial<ClientTraits>[]>> = {
  Okta: [{ userAgent: 'Okta SCIM Client 1.0.0' }, { userAgent: 'Okta SCIM Integration' }],
  'Entra ID': [
    {
      body: {
        schemas: [
          'urn:ietf:params:scim:schemas:core:2.0:Group',
          'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
        ],
      },
    },
    { query: 'aadOptscim062020&filter=x' },
    { query: 'excludedAttributes=members&filter=displayName%20eq%20%22g%22' },
    { userAgent: 'unpublished', body: patch('Add') },
    { body: patch('Remove') },
  ],
  OneLogin: [
    { query: 'filter=userName+eq+%22onelogin-test-user01%22&' },
    { body: { schemas: ['urn:scim:schemas:core:2.0'] } },
  ],
  JumpCloud: [{ body: { phoneNumbers: [{ value: 'tel:+1-555-555-5555' }] } }],
  'Google Workspace': [{ userAgent: 'Google-Auto-Provisioning' }],
  PingFederate: [{ userAgent: 'PingFederate' }],
  PingOne: [{ query: 'filter=userName%20Eq%20%22a%22' }, { query: 'filter=userName+Eq+%22a%22' }],
  ssosync: [
    { userAgent: 'Go-http-client/2.0', path: '/tenant/scim/v2//Users' },
    { userAgent: 'Go-http-client/1.1', body: { addresses: [{ type: 'work' }] } },
  ],
  'idp-scim-sync': [{ userAgent: 'idp-scim-sync/0.34.0' }],
  authentik: [{ userAgent: 'authentik@2025.6.2', body: patch('Add') }],
}

t.test('each client is identified by its requests', async (t) => {
  t.same(Object.keys(known), clients)
  for (const [client, sent] of Object.entries(known)) {
    for (const some of sent) t.equal(identifyClient(traits(some)), client, JSON.stringify(some))
  }
})

t.test('an unknown client is not guessed', async (t) => {
  const unknown: readonly Partial<ClientTraits>[] = [
    {},
    { userAgent: 'curl/8.5.0' },
    { userAgent: 'Go-http-client/2.0' },
    { userAgent: 'python-requests/2.31.0' },
    { userAgent: 'x', query: 'filter=userName+eq+%22a%22&' },
    { query: 'filter=userName+eq+%22a%22' },
    { query: 'count=1' },
    { body: patch('add') },
    { body: { Operations: 'Add', phoneNumbers: [{ value: '+1' }], schemas: null } },
    { body: { addresses: [{ type: 'work' }] } },
    { userAgent: 'Go-http-client/2.0', body: { addresses: [{ type: 'work', country: 'US' }] } },
  ]
  for (const some of unknown) {
    t.equal(identifyClient(traits(some)), undefined, JSON.stringify(some))
  }
})
