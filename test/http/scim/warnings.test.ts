import t from 'tap'
import {
  filterMemberExists,
  groupExists,
  memberExists,
} from '../../../src/identity-center/rules/existence.ts'
import { listParametersSupported } from '../../../src/identity-center/rules/list.ts'
import { patchPathlessSingleAttribute } from '../../../src/identity-center/rules/patch.ts'
import { patchAttributeOnce } from '../../../src/identity-center/rules/patch-user.ts'
import { groupQuota, userQuota } from '../../../src/identity-center/rules/quotas.ts'
import { pathSingleSlashes } from '../../../src/identity-center/rules/request.ts'
import { bodyKeysUnique } from '../../../src/identity-center/rules/resource.ts'
import { attributeForbiddenCharacters } from '../../../src/identity-center/rules/text.ts'
import {
  groupDisplayNameUnique,
  userNameUnique,
} from '../../../src/identity-center/rules/uniqueness.ts'
import { activePresent } from '../../../src/identity-center/rules/user.ts'
import { adminOf } from '../../helpers/administering.ts'
import { startTestServer } from '../../helpers/server.ts'

interface Found {
  readonly severity: string
  readonly ruleId: string
}

/** The settings under which each part of a request can lead to a warning of its own. */
const settings = {
  rules: {
    [patchAttributeOnce.id]: 'warn',
    [patchPathlessSingleAttribute.id]: 'warn',
    [attributeForbiddenCharacters.id]: 'warn',
  },
} as const

/** A JSON object that names its first member twice, which the rules about the body warn of. */
const twice = (body: object): string =>
  JSON.stringify(body).replace(/^\{("[^"]+"):/, '{$1:null,$1:')

/** A user whose display name is not allowed, which is what the rules about the resource warn of. */
const person = (userName: string, more: object = {}) => ({
  userName: `${userName}@example.com`,
  displayName: `${userName}: Example`,
  name: { givenName: 'Ann', familyName: 'Example' },
  active: true,
  ...more,
})
const operations = (...Operations: readonly object[]) => twice({ Operations })

/** Two changes of one attribute, which the rules about the operations warn of. */
const activeTwice = [
  { op: 'replace', path: 'active', value: false },
  { op: 'replace', path: 'active', value: true },
]
/** Several attributes without a path: the same for groups. */
const pathless = (displayName: string) => ({
  op: 'replace',
  value: { displayName, externalId: 'x' },
})

t.test('the event of a request has the warnings of every stage', async (t) => {
  const server = await startTestServer(t, { settings })
  const { scim } = server
  const admin = adminOf(server)
  await scim('GET', '/Users') // looked up: no warning of a create without that
  await scim('GET', '/Groups')
  const created = async (path: string, body: object) =>
    String((await scim('POST', path, body)).json.id)
  const [ann, group] = [
    await created('/Users', person('ann')),
    await created('/Groups', { displayName: 'Team' }),
  ]
  await created('/Users', person('bob'))
  await created('/Groups', { displayName: 'Crew' })

  const told = async (method: string, path: string, body?: string) => {
    const { status, headers } = await scim(method, path, body)
    const requestId = headers.get('x-amzn-requestid')
    const { items } = (await admin(`/events?requestId=${requestId}`)).json
    const findings = items[0].findings.map(({ severity, ruleId }: Found) => `${severity} ${ruleId}`)
    return { status, findings: findings.sort() }
  }
  const warnings = (...rules: readonly { readonly id: string }[]) =>
    rules.map(({ id }) => `warning ${id}`)
  const missing = '24d8d4e8-0001-7000-8000-000000000000'
  const early = warnings(pathSingleSlashes, bodyKeysUnique)

  const accepted: readonly (readonly [
    method: string,
    path: string,
    body: string,
    status: number,
    findings: readonly string[],
  ])[] = [
    [
      'POST',
      '//Users',
      twice(person('eve')),
      201,
      [...early, ...warnings(attributeForbiddenCharacters)],
    ],
    [
      'PUT',
      `//Users/${ann}`,
      twice({ ...person('ann'), active: undefined, id: ann }),
      200,
      [...early, ...warnings(attributeForbiddenCharacters, activePresent)],
    ],
    [
      'PATCH',
      `//Users/${ann}`,
      operations(...activeTwice),
      200,
      [...early, ...warnings(patchAttributeOnce, attributeForbiddenCharacters)],
    ],
    [
      'POST',
      '//Groups',
      twice({ displayName: 'A: B' }),
      201,
      [...early, ...warnings(attributeForbiddenCharacters)],
    ],
    [
      'PATCH',
      `//Groups/${group}`,
      operations(pathless('C: D')),
      204,
      [...early, ...warnings(patchPathlessSingleAttribute, attributeForbiddenCharacters)],
    ],
  ]
  for (const [method, path, body, status, findings] of accepted) {
    await t.test(`of an accepted ${method} ${path.replace(/[0-9a-f-]{36}/, '{id}')}`, async (t) => {
      t.same(await told(method, path, body), { status, findings: [...findings].sort() })
    })
  }

  await t.test('of accepted lists', async (t) => {
    for (const path of ['/Users', '/Groups']) {
      t.same(await told('GET', `/${path}?startIndex=1`), {
        status: 200,
        findings: [...warnings(pathSingleSlashes, listParametersSupported)].sort(),
      })
    }
  })

  const refused: readonly (readonly [
    what: string,
    method: string,
    path: string,
    body: string | undefined,
    status: number,
    rule: { readonly id: string },
    findings: readonly string[],
  ])[] = [
    [
      'a create that conflicts',
      'POST',
      '//Users',
      twice(person('bob')),
      409,
      userNameUnique,
      [...early, ...warnings(attributeForbiddenCharacters)],
    ],
    [
      'a PUT that conflicts',
      'PUT',
      `//Users/${ann}`,
      twice({ ...person('bob'), id: ann }),
      409,
      userNameUnique,
      [...early, ...warnings(attributeForbiddenCharacters)],
    ],
    [
      'a PATCH that conflicts',
      'PATCH',
      `//Users/${ann}`,
      operations(...activeTwice, {
        op: 'replace',
        path: 'userName',
        value: 'bob@example.com',
      }),
      409,
      userNameUnique,
      [...early, ...warnings(patchAttributeOnce, attributeForbiddenCharacters)],
    ],
    [
      'a group that conflicts',
      'POST',
      '//Groups',
      twice({ displayName: 'A: B' }),
      409,
      groupDisplayNameUnique,
      [...early, ...warnings(attributeForbiddenCharacters)],
    ],
    [
      'a PATCH of a group that conflicts',
      'PATCH',
      `//Groups/${group}`,
      operations(pathless('Crew')),
      409,
      groupDisplayNameUnique,
      [...early, ...warnings(patchPathlessSingleAttribute)],
    ],
    [
      'a group with a member that does not exist',
      'POST',
      '//Groups',
      twice({ displayName: 'E: F', members: [{ value: missing }] }),
      404,
      memberExists,
      [...early, ...warnings(attributeForbiddenCharacters)],
    ],
    [
      'a PATCH of a group with a member that does not exist',
      'PATCH',
      `//Groups/${group}`,
      operations(pathless('G'), { op: 'add', path: 'members', value: [{ value: missing }] }),
      404,
      memberExists,
      [...early, ...warnings(patchPathlessSingleAttribute)],
    ],
    [
      'a PATCH of a group that does not exist',
      'PATCH',
      `//Groups/${missing}`,
      operations(pathless('G')),
      404,
      groupExists,
      [...early, ...warnings(patchPathlessSingleAttribute)],
    ],
    [
      'a list of the groups of a user that does not exist',
      'GET',
      `//Groups?startIndex=1&filter=${encodeURIComponent(`members.value eq "${missing}"`)}`,
      undefined,
      404,
      filterMemberExists,
      warnings(pathSingleSlashes, listParametersSupported),
    ],
  ]
  for (const [what, method, path, body, status, { id }, findings] of refused) {
    await t.test(`of ${what}`, async (t) => {
      t.same(await told(method, path, body), {
        status,
        findings: [...findings, `refused ${id}`].sort(),
      })
    })
  }

  await t.test('of creates beyond a quota', async (t) => {
    await server.configure({ ...settings, quotas: { users: 1, groups: 1 } })
    t.same(await told('POST', '//Users', twice(person('zoe'))), {
      status: 400,
      findings: [
        ...[...early, ...warnings(attributeForbiddenCharacters)],
        `refused ${userQuota.id}`,
      ].sort(),
    })
    t.same(await told('POST', '//Groups', twice({ displayName: 'Y: Z' })), {
      status: 400,
      findings: [
        ...[...early, ...warnings(attributeForbiddenCharacters)],
        `refused ${groupQuota.id}`,
      ].sort(),
    })
  })
})
