import type { Behaviors } from '../../src/identity-center/behaviors.ts'
import type { Certainty } from '../../src/identity-center/rule.ts'
import { type Ask, email, type Present, patch, user } from './deviation-requests.ts'

/** What makes the server differ: a rule of the rule book, a dated behavior, or something of the service that is neither. */
export type Cause =
  | { readonly rule: string }
  | { readonly behavior: keyof Behaviors }
  | { readonly because: string; readonly certainty: Certainty }

/** One difference from RFC 7643 and 7644, with a request that shows it. */
export interface Deviation {
  readonly rfc: string
  readonly here: string
  readonly cause: Cause
  /** Whether the server does what `here` says. */
  readonly shows: (ask: Ask, present: Present) => Promise<boolean>
}

const documented = (because: string) => ({ because, certainty: 'documented' }) as const
const observed = (because: string) => ({ because, certainty: 'observed' }) as const
const assumed = (because: string) => ({ because, certainty: 'assumed' }) as const

const examples = documented("the examples of AWS's pages")

const isStatus = async (status: number, answer: ReturnType<Ask>) => (await answer).status === status

/** Whether a list answers with just these user names, in this order. */
const lists = async (names: readonly string[], answer: ReturnType<Ask>) => {
  const { Resources } = (await answer).body
  const found = Array.isArray(Resources) ? Resources.map(({ userName }) => userName) : []
  return found.join() === names.join()
}

const filtered = (path: string, filter: string) => `${path}?filter=${encodeURIComponent(filter)}`

/** Whether all of these filters are refused. */
const refused = async (ask: Ask, filters: readonly string[]) => {
  const answers = await Promise.all(filters.map((filter) => ask('GET', filtered('/Users', filter))))
  return answers.every(({ status }) => status === 400)
}

/** In the order of the RFCs. */
export const deviations: readonly Deviation[] = [
  {
    rfc: '7643, 2.3.2',
    here: 'A boolean may be sent as a string: `"True"`, `"false"`.',
    cause: documented('the example of PatchUser'),
    shows: async (ask) =>
      (await ask('POST', '/Users', user('eve', { active: 'True' }))).body['active'] === true,
  },
  {
    rfc: '7643, 2.4',
    here: '`emails`, `addresses`, `phoneNumbers` and `roles` accept one value. More are refused.',
    cause: { rule: 'multi-valued-single-value' },
    shows: (ask) => {
      const phoneNumbers = [{ value: '555-0100' }, { value: '555-0101' }]
      return isStatus(400, ask('POST', '/Users', user('eve', { phoneNumbers })))
    },
  },
  {
    rfc: '7643, 2.4',
    here: 'An email address must be marked as primary.',
    cause: { rule: 'email-primary' },
    shows: (ask) => isStatus(400, ask('POST', '/Users', user('eve', email('e@example.com', {})))),
  },
  {
    rfc: '7643, 2.5',
    here: 'An empty string is refused.',
    cause: { rule: 'attribute-length-min' },
    shows: (ask) => isStatus(400, ask('POST', '/Users', user('eve', { title: '' }))),
  },
  {
    rfc: '7643, 3',
    here: '`schemas` may be missing in a request.',
    cause: documented("AWS's examples leave it out"),
    shows: (ask) => isStatus(201, ask('POST', '/Users', user('eve', { schemas: undefined }))),
  },
  {
    rfc: '7643, 3.1',
    here: 'Users and groups have no `meta.location` and no `meta.version`.',
    cause: examples,
    shows: async (ask, { ada }) => {
      const { meta } = (await ask('GET', `/Users/${ada}`)).body
      return Object.keys(Object(meta)).join() === 'resourceType,created,lastModified'
    },
  },
  {
    rfc: '7643, 3.1',
    here: '`externalId` is unique among users.',
    cause: { rule: 'external-id-unique' },
    shows: (ask) => isStatus(409, ask('POST', '/Users', user('eve', { externalId: '1' }))),
  },
  {
    rfc: '7643, 4.1.1',
    here: 'Given name, family name and display name are required.',
    cause: { rule: 'attribute-required' },
    shows: (ask) => isStatus(400, ask('POST', '/Users', { userName: 'eve' })),
  },
  {
    rfc: '7643, 4.1.1',
    here: 'Characters are restricted. For example, a user name must not contain white space.',
    cause: { rule: 'attribute-pattern' },
    shows: (ask) => isStatus(400, ask('POST', '/Users', user('e ve'))),
  },
  {
    rfc: '7643, 4.1.1',
    here: 'Names, titles and similar attributes must not contain `< > ; : %`.',
    cause: { rule: 'attribute-forbidden-characters' },
    shows: (ask) => isStatus(400, ask('POST', '/Users', user('eve', { title: 'VP: Sales' }))),
  },
  {
    rfc: '7643, 4.1.1',
    here: 'Strings have a maximum length: 128 for a user name, 256 for an external id, 1,024 for all others.',
    cause: { rule: 'attribute-length-max' },
    shows: (ask) => isStatus(400, ask('POST', '/Users', user('e'.repeat(129)))),
  },
  {
    rfc: '7643, 4.1.1',
    here: 'The names `Administrator` and `AWSAdministrators` are refused.',
    cause: { rule: 'name-not-reserved' },
    shows: (ask) => isStatus(400, ask('POST', '/Users', user('Administrator'))),
  },
  {
    rfc: '7643, 4.1.1',
    here: 'A user that is sent without `active` is inactive.',
    cause: { rule: 'active-present' },
    shows: async (ask) => (await ask('POST', '/Users', user('eve'))).body['active'] === false,
  },
  {
    rfc: '7643, 4.1.1',
    here: '`password` is accepted and dropped.',
    cause: { rule: 'attribute-supported' },
    shows: (ask) => isStatus(201, ask('POST', '/Users', user('eve', { password: 'secret' }))),
  },
  {
    rfc: '7643, 4.1.2',
    here: '`ims`, `photos`, `entitlements` and `x509Certificates` are accepted and dropped.',
    cause: { rule: 'attribute-supported' },
    shows: async (ask) => {
      const photos = [{ value: 'https://example.com/eve' }]
      const { status, body } = await ask('POST', '/Users', user('eve', { photos }))
      return status === 201 && !('photos' in body)
    },
  },
  {
    rfc: '7643, 4.1.2',
    here: '`display` of a multi-valued attribute is accepted and dropped.',
    cause: { rule: 'sub-attribute-supported' },
    shows: async (ask) => {
      const sent = user('eve', email('e@example.com', { primary: true, display: 'Eve' }))
      return !JSON.stringify((await ask('POST', '/Users', sent)).body).includes('display"')
    },
  },
  {
    rfc: '7643, 4.1.2',
    here: 'A primary email address is unique among users.',
    cause: { rule: 'email-unique' },
    shows: (ask) => isStatus(409, ask('POST', '/Users', user('eve', email('ADA@example.com')))),
  },
  {
    rfc: '7643, 4.1.2',
    here: 'A user that is sent with `groups` is refused. Responses never contain `groups`.',
    cause: { rule: 'user-groups-omitted' },
    shows: async (ask, { ada, group }) => {
      const groups = [{ value: group }]
      const isRefused = await isStatus(400, ask('POST', '/Users', user('eve', { groups })))
      return isRefused && !('groups' in (await ask('GET', `/Users/${ada}`)).body)
    },
  },
  {
    rfc: '7643, 4.2',
    here: 'Responses never contain the members of a group. A created group has no `members`, other responses have `[]`.',
    cause: documented('AWS developer guide, GetGroup and ListGroups'),
    shows: async (ask, { group }) => {
      const { members } = (await ask('GET', `/Groups/${group}`)).body
      return Array.isArray(members) && members.length === 0
    },
  },
  {
    rfc: '7643, 4.2',
    here: 'The name of a group is unique.',
    cause: { rule: 'group-display-name-unique' },
    shows: (ask) => isStatus(409, ask('POST', '/Groups', { displayName: 'ENGINEERS' })),
  },
  {
    rfc: '7643, 4.2',
    here: 'A group cannot be a member of a group.',
    cause: { rule: 'member-exists' },
    shows: (ask, { group }) => {
      const members = [{ value: group, type: 'Group' }]
      return isStatus(404, ask('POST', '/Groups', { displayName: 'All', members }))
    },
  },
  {
    rfc: '7643, 4.2',
    here: 'A group can be created with at most 100 members.',
    cause: { rule: 'group-members-max-100' },
    shows: (ask, { ada }) => {
      const members = Array(101).fill({ value: ada })
      return isStatus(400, ask('POST', '/Groups', { displayName: 'All', members }))
    },
  },
  {
    rfc: '7643, 5',
    here: '`ServiceProviderConfig` has no `meta`. Its `filter.maxResults` is 50, although lists return up to 100.',
    cause: documented('AWS developer guide, ServiceProviderConfig'),
    shows: async (ask) => {
      const { meta, filter } = (await ask('GET', '/ServiceProviderConfig')).body
      return meta === undefined && Object(filter).maxResults === 50
    },
  },
  {
    rfc: '7643, 6',
    here: '`ResourceTypes` says that the enterprise extension is required, although it is optional.',
    cause: documented('AWS developer guide, ListResourceTypes'),
    shows: async (ask) => {
      const text = JSON.stringify((await ask('GET', '/ResourceTypes')).body)
      const isCreated = await isStatus(201, ask('POST', '/Users', user('eve')))
      return isCreated && text.includes(':User","required":true}')
    },
  },
  {
    rfc: '7643, 7',
    here: 'A schema has neither `schemas` nor `meta`.',
    cause: documented('AWS developer guide, GetSchema'),
    shows: async (ask) => {
      const { body } = await ask('GET', '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User')
      return Object.keys(body).join() === 'id,name,description,attributes'
    },
  },
  {
    rfc: '7644, 2',
    here: 'A 401 has no `WWW-Authenticate`.',
    cause: assumed('no such answer has been published'),
    shows: async (ask) => {
      const { status, headers } = await ask('GET', '/Users', undefined, { authorization: '' })
      return status === 401 && !headers.has('www-authenticate')
    },
  },
  {
    rfc: '7644, 3.1',
    here: 'Responses are `application/json`, not `application/scim+json`. Request bodies are read as JSON, regardless of their media type.',
    cause: examples,
    shows: async (ask) => {
      const { status, headers } = await ask('POST', '/Users', user('eve'), {
        'content-type': 'application/x-www-form-urlencoded',
      })
      return status === 201 && /^application\/json\b/.test(headers.get('content-type') ?? '')
    },
  },
  {
    rfc: '7644, 3.3',
    here: 'A 201 has no `Location`.',
    cause: examples,
    shows: async (ask) => {
      const { status, headers } = await ask('POST', '/Users', user('eve'))
      return status === 201 && !headers.has('location')
    },
  },
  {
    rfc: '7644, 3.3',
    here: 'Unknown attributes are accepted and dropped.',
    cause: { rule: 'attribute-known' },
    shows: async (ask) => {
      const { status, body } = await ask('POST', '/Users', user('eve', { shoeSize: 38 }))
      return status === 201 && !('shoeSize' in body)
    },
  },
  {
    rfc: '7644, 3.4.2',
    here: 'Without a cursor, `totalResults` is the number of resources in the response.',
    cause: { behavior: 'lists' },
    shows: async (ask) => (await ask('GET', '/Users?count=1')).body['totalResults'] === 1,
  },
  {
    rfc: '7644, 3.4.2',
    here: 'With `cursor`, a list has `nextCursor`, but neither `totalResults` nor `startIndex`.',
    cause: { behavior: 'lists' },
    shows: async (ask) => {
      const { body } = await ask('GET', '/Users?cursor&count=1')
      return Object.keys(body).join() === 'itemsPerPage,nextCursor,schemas,Resources'
    },
  },
  {
    rfc: '7644, 3.4.2.2',
    here: 'Filters support only `eq`, and `and` between two comparisons.',
    cause: { rule: 'filter-supported' },
    shows: (ask) =>
      refused(ask, [
        'userName sw "a"',
        'userName pr',
        'userName eq "ada" or userName eq "bob"',
        'not (userName eq "ada")',
        'emails[type eq "work"]',
      ]),
  },
  {
    rfc: '7644, 3.4.2.2',
    here: 'Filters support few attributes. For users: `userName`, `externalId`, `id`, `manager`, `groups.value`. For groups: `displayName`, `externalId`, `id`, `members`.',
    cause: { rule: 'filter-supported' },
    shows: (ask) => refused(ask, ['emails.value eq "ada@example.com"', 'active eq true']),
  },
  {
    rfc: '7644, 3.4.2.2',
    here: 'A filter for groups by a member that does not exist is 404.',
    cause: { rule: 'filter-member-exists' },
    shows: (ask) => {
      const unknownId = '00000000-0000-0000-0000-000000000000'
      return isStatus(404, ask('GET', filtered('/Groups', `members.value eq "${unknownId}"`)))
    },
  },
  {
    rfc: '7644, 3.4.2.3',
    here: '`sortBy` and `sortOrder` are ignored. The oldest comes first.',
    cause: documented('`sort` is not supported: AWS developer guide, ServiceProviderConfig'),
    shows: (ask) =>
      lists(['ada', 'bob'], ask('GET', '/Users?sortBy=userName&sortOrder=descending')),
  },
  {
    rfc: '7644, 3.4.2.4',
    here: '`startIndex` is ignored.',
    cause: { rule: 'list-parameters-supported' },
    shows: (ask) => lists(['ada', 'bob'], ask('GET', '/Users?startIndex=2')),
  },
  {
    rfc: '7644, 3.4.2.4',
    here: '`count` outside 1 to 100 is refused.',
    cause: { rule: 'count-range' },
    shows: (ask) => isStatus(400, ask('GET', '/Users?count=0')),
  },
  {
    rfc: '7644, 3.4.3',
    here: 'There is no `/.search`: 404.',
    cause: { rule: 'endpoint-exists' },
    shows: (ask) => isStatus(404, ask('POST', '/Users/.search', {})),
  },
  {
    rfc: '7644, 3.5.1',
    here: 'A group cannot be replaced by PUT: 501.',
    cause: { rule: 'group-update-by-patch' },
    shows: (ask, { group }) => isStatus(501, ask('PUT', `/Groups/${group}`, { displayName: 'X' })),
  },
  {
    rfc: '7644, 3.5.1',
    here: 'The body of a PUT must contain the `id` of the path.',
    cause: { rule: 'put-id-matches' },
    shows: (ask, { ada }) => isStatus(400, ask('PUT', `/Users/${ada}`, user('ada'))),
  },
  {
    rfc: '7644, 3.5.2',
    here: 'A PATCH of a group is always answered with 204, even if the request has `attributes`.',
    cause: documented('AWS developer guide, PatchGroup'),
    shows: (ask, { group }) => {
      const rename = patch({ op: 'replace', path: 'displayName', value: 'All' })
      return isStatus(204, ask('PATCH', `/Groups/${group}?attributes=displayName`, rename))
    },
  },
  {
    rfc: '7644, 3.5.2',
    here: '`op` is case-insensitive.',
    cause: assumed('Entra ID sends `Add` and `Replace`'),
    shows: (ask, { ada }) => {
      const rename = patch({ op: 'Replace', path: 'displayName', value: 'Ada' })
      return isStatus(200, ask('PATCH', `/Users/${ada}`, rename))
    },
  },
  {
    rfc: '7644, 3.5.2',
    here: 'A PATCH can change only the attributes that the service lists. For example, it cannot change `photos`.',
    cause: { rule: 'patch-user-attribute-supported' },
    shows: (ask, { ada }) => {
      const photos = patch({ op: 'add', path: 'photos', value: [{ value: 'https://example.com' }] })
      return isStatus(400, ask('PATCH', `/Users/${ada}`, photos))
    },
  },
  {
    rfc: '7644, 3.5.2',
    here: 'An operation without a path can change only one attribute.',
    cause: { rule: 'patch-pathless-single-attribute' },
    shows: (ask, { ada }) => {
      const both = patch({ op: 'replace', value: { displayName: 'A', title: 'Countess' } })
      return isStatus(400, ask('PATCH', `/Users/${ada}`, both))
    },
  },
  {
    rfc: '7644, 3.5.2',
    here: 'A PATCH can contain at most one operation on `userName`, and one on `active`.',
    cause: { rule: 'patch-attribute-once' },
    shows: (ask, { ada }) => {
      const on = { op: 'replace', path: 'active', value: true }
      return isStatus(400, ask('PATCH', `/Users/${ada}`, patch(on, on)))
    },
  },
  {
    rfc: '7644, 3.5.2',
    here: 'A PATCH of a group can change at most 100 members.',
    cause: { rule: 'patch-members-max-100' },
    shows: (ask, { group, ada }) => {
      const value = Array(101).fill({ value: ada })
      const add = patch({ op: 'add', path: 'members', value })
      return isStatus(400, ask('PATCH', `/Groups/${group}`, add))
    },
  },
  {
    rfc: '7644, 3.5.2',
    here: 'A filter in a path can contain only one comparison with `eq`.',
    cause: { rule: 'patch-path-filter-valid' },
    shows: (ask, { ada }) => {
      const path = 'emails[value sw "ada"].type'
      const change = patch({ op: 'replace', path, value: 'home' })
      return isStatus(400, ask('PATCH', `/Users/${ada}`, change))
    },
  },
  {
    rfc: '7644, 3.5.2.1',
    here: 'Adding to `emails` or a similar attribute replaces its value.',
    cause: assumed('one value is all they hold'),
    shows: async (ask, { ada }) => {
      const value = [{ value: 'new@example.com', type: 'work', primary: true }]
      const add = patch({ op: 'add', path: 'emails', value })
      const { emails } = (await ask('PATCH', `/Users/${ada}`, add)).body
      return Array.isArray(emails) && emails.length === 1 && emails[0].value === value[0]?.value
    },
  },
  {
    rfc: '7644, 3.5.2.2',
    here: '`active` and required attributes cannot be removed.',
    cause: { rule: 'patch-required-attribute-kept' },
    shows: (ask, { ada }) =>
      isStatus(400, ask('PATCH', `/Users/${ada}`, patch({ op: 'remove', path: 'active' }))),
  },
  {
    rfc: '7644, 3.5.2.2',
    here: 'A PATCH cannot remove all members of a group at once.',
    cause: { rule: 'patch-members-remove-named' },
    shows: (ask, { group }) =>
      isStatus(400, ask('PATCH', `/Groups/${group}`, patch({ op: 'remove', path: 'members' }))),
  },
  {
    rfc: '7644, 3.5.2.2',
    here: 'To remove members, a request can send them as `value` with the path `members`. Only those are removed.',
    cause: observed('ssosync and Entra ID send it'),
    shows: async (ask, { group, ada, bob }) => {
      const members = (op: string, ...ids: string[]) =>
        ask(
          'PATCH',
          `/Groups/${group}`,
          patch({ op, path: 'members', value: ids.map((value) => ({ value })) }),
        )
      await members('add', bob)
      await members('remove', ada)
      return lists(['bob'], ask('GET', filtered('/Users', `groups.value eq "${group}"`)))
    },
  },
  {
    rfc: '7644, 3.5.2.3',
    here: 'The members of a group cannot be replaced.',
    cause: { rule: 'patch-members-not-replaced' },
    shows: (ask, { group, bob }) => {
      const replace = patch({ op: 'replace', path: 'members', value: [{ value: bob }] })
      return isStatus(400, ask('PATCH', `/Groups/${group}`, replace))
    },
  },
  {
    rfc: '7644, 3.5.2.3',
    here: 'If there is no matching value, replacing `emails[type eq "work"].value` creates it, instead of failing with `noTarget`.',
    cause: assumed('Entra ID sends it'),
    shows: (ask, { bob }) => {
      const path = 'emails[type eq "work"].value'
      const change = patch({ op: 'replace', path, value: 'bob@example.com' })
      return isStatus(200, ask('PATCH', `/Users/${bob}`, change))
    },
  },
  {
    rfc: '7644, 3.7',
    here: 'There is no `/Bulk`: 404.',
    cause: { rule: 'endpoint-exists' },
    shows: (ask) => isStatus(404, ask('POST', '/Bulk', {})),
  },
  {
    rfc: '7644, 3.9',
    here: '`attributes` and `excludedAttributes` are ignored.',
    cause: { rule: 'list-parameters-supported' },
    shows: async (ask) => {
      const { Resources } = (await ask('GET', '/Users?attributes=userName')).body
      return JSON.stringify(Resources).includes('displayName')
    },
  },
  {
    rfc: '7644, 3.11',
    here: 'There is no `/Me`: 404.',
    cause: { rule: 'endpoint-exists' },
    shows: (ask) => isStatus(404, ask('GET', '/Me')),
  },
  {
    rfc: '7644, 3.12',
    here: 'Errors have no `scimType`. They repeat their schema as `schema`, and also have `exceptionRequestId` and `timeStamp`.',
    cause: { behavior: 'errorEnvelope' },
    shows: async (ask) => {
      const { status, body } = await ask('POST', '/Users', user('ada'))
      const keys = 'schema,schemas,detail,status,exceptionRequestId,timeStamp'
      return status === 409 && Object.keys(body).join() === keys
    },
  },
  {
    rfc: '7644, 3.12',
    here: 'A body over 1 MiB is 400, not 413.',
    cause: { rule: 'body-size-max' },
    shows: (ask) => isStatus(400, ask('POST', '/Users', user('e'.repeat(1_048_576)))),
  },
  {
    rfc: '7644, 3.14',
    here: 'There are no ETags, and `If-Match` is ignored.',
    cause: documented('`etag` is not supported: AWS developer guide, ServiceProviderConfig'),
    shows: async (ask, { ada }) => {
      const { headers } = await ask('GET', `/Users/${ada}`)
      const old = { 'if-match': 'W/"old"' }
      return !headers.has('etag') && isStatus(204, ask('DELETE', `/Users/${ada}`, undefined, old))
    },
  },
  {
    rfc: '7644, 4',
    here: 'There is no `/ResourceTypes/{id}`, though `meta.location` points to it: 404.',
    cause: { rule: 'endpoint-exists' },
    shows: (ask) => isStatus(404, ask('GET', '/ResourceTypes/User')),
  },
  {
    rfc: '7644, 4',
    here: 'A schema that does not exist is 400, not 404.',
    cause: { rule: 'schema-exists' },
    shows: (ask) => isStatus(400, ask('GET', '/Schemas/urn:example:unknown')),
  },
  {
    rfc: '9110, 9.3.2',
    here: 'HEAD is 404.',
    cause: { rule: 'endpoint-exists' },
    shows: (ask) => isStatus(404, ask('HEAD', '/Users')),
  },
  {
    rfc: '9110, 15.5.6',
    here: 'A method that a path does not support is 404, not 405.',
    cause: { rule: 'endpoint-exists' },
    shows: (ask) => isStatus(404, ask('DELETE', '/Users')),
  },
]
