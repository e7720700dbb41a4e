import {
  ConflictException,
  CreateUserCommand,
  DeleteUserCommand,
  DescribeUserCommand,
  GetUserIdCommand,
  ListUsersCommand,
  paginateListUsers,
  ResourceNotFoundException,
  UpdateUserCommand,
  ValidationException,
} from '@aws-sdk/client-identitystore'
import t from 'tap'
import { awsClients, credentialsOf, plain, refusalOf, sent, signed } from '../../helpers/aws.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { startTestServer } from '../../helpers/server.ts'

const center = await startTestServer(t)
const { scim } = center
const { store } = awsClients(t, center)
const IdentityStoreId = center.identityStoreId
const unknownId = 'a4a8b4c8-d0e1-7000-aaaa-bbbbbbbbbbbb'

const enterprise = 'aws:identitystore:enterprise'
const full = {
  UserName: 'ada@example.com',
  Name: {
    Formatted: 'Countess Ada King Lovelace',
    FamilyName: 'Lovelace',
    GivenName: 'Ada',
    MiddleName: 'King',
    HonorificPrefix: 'Countess',
    HonorificSuffix: 'of Lovelace',
  },
  DisplayName: 'Ada Lovelace',
  NickName: 'Enchantress',
  ProfileUrl: 'https://example.com/ada',
  Emails: [{ Value: 'ada@example.com', Type: 'work', Primary: true }],
  Addresses: [
    {
      StreetAddress: '12 St James Square',
      Locality: 'London',
      Region: 'England',
      PostalCode: 'SW1Y',
      Country: 'UK',
      Formatted: '12 St James Square, London',
      Type: 'home',
      Primary: true,
    },
  ],
  PhoneNumbers: [{ Value: '+44 20 1815', Type: 'work', Primary: true }],
  UserType: 'Employee',
  Title: 'Analyst',
  PreferredLanguage: 'en-GB',
  Locale: 'en-GB',
  Timezone: 'Europe/London',
  Photos: [
    { Value: 'https://example.com/ada.png', Type: 'photo', Display: 'Portrait', Primary: true },
    { Value: 'https://example.com/ada2.png' },
  ],
  Website: 'https://ada.example.com',
  Birthdate: '1815-12-10',
  Roles: [{ Value: 'Researcher', Type: 'work', Primary: true }],
}
const extension = {
  employeeNumber: '7',
  costCenter: 'C1',
  organization: 'Engines',
  division: 'Analytical',
  department: 'Notes',
  manager: { value: 'babbage' },
}

const create = async (attributes: object) =>
  store.send(new CreateUserCommand({ IdentityStoreId, ...attributes }))

const minimal = (name: string) => ({
  UserName: `${name}@example.com`,
  DisplayName: name,
  Name: { GivenName: name, FamilyName: 'Example' },
})

t.test('CreateUser', async (t) => {
  const made = await create({ ...full, Extensions: { [enterprise]: extension } })
  const UserId = made.UserId ?? ''

  await t.test('returns the ids', async (t) => {
    t.same(plain(made), { IdentityStoreId, UserId })
    t.match(UserId, /^[0-9a-f-]{36}$/)
    t.match(made.$metadata.requestId, /^[0-9a-f-]{36}$/)
  })

  await t.test('creates every attribute that DescribeUser returns', async (t) => {
    const shown = plain(await store.send(new DescribeUserCommand({ IdentityStoreId, UserId })))
    const { CreatedAt, UpdatedAt, ...rest } = shown
    t.same(rest, {
      IdentityStoreId,
      UserId,
      ...full,
      UserStatus: 'ENABLED',
      CreatedBy: 'IdentityStoreAPI',
      UpdatedBy: 'IdentityStoreAPI',
    })
    t.ok(CreatedAt instanceof Date && Math.abs(CreatedAt.getTime() - Date.now()) < 600_000)
    t.same(UpdatedAt, CreatedAt)
  })

  await t.test('stores extensions, which are returned on request', async (t) => {
    const asked = { IdentityStoreId, UserId, Extensions: [enterprise] }
    const { Extensions } = await store.send(new DescribeUserCommand(asked))
    t.same(Extensions, { [enterprise]: extension })
    const other = await refusalOf(
      store.send(new DescribeUserCommand({ ...asked, Extensions: ['aws:identitystore:other'] })),
    )
    t.ok(other instanceof ValidationException)
    t.equal(other.message, 'aws:identitystore:other is not a supported extension.')
  })

  await t.test('creates every attribute that SCIM returns', async (t) => {
    const { json } = await scim('GET', `/Users/${UserId}`)
    const { id, meta, schemas: _, ...attributes } = json
    t.equal(id, UserId)
    t.equal(meta.resourceType, 'User')
    t.same(attributes, {
      userName: 'ada@example.com',
      name: {
        formatted: 'Countess Ada King Lovelace',
        familyName: 'Lovelace',
        givenName: 'Ada',
        middleName: 'King',
        honorificPrefix: 'Countess',
        honorificSuffix: 'of Lovelace',
      },
      displayName: 'Ada Lovelace',
      nickName: 'Enchantress',
      profileUrl: 'https://example.com/ada',
      title: 'Analyst',
      userType: 'Employee',
      preferredLanguage: 'en-GB',
      locale: 'en-GB',
      timezone: 'Europe/London',
      active: true,
      emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
      addresses: [
        {
          formatted: '12 St James Square, London',
          streetAddress: '12 St James Square',
          locality: 'London',
          region: 'England',
          postalCode: 'SW1Y',
          country: 'UK',
          type: 'home',
          primary: true,
        },
      ],
      phoneNumbers: [{ value: '+44 20 1815', type: 'work', primary: true }],
      roles: [{ value: 'Researcher', type: 'work', primary: true }],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': extension,
    })
  })

  await t.test('refuses values that another user has', async (t) => {
    const name = await refusalOf(create({ ...minimal('x'), UserName: 'ADA@example.com' }))
    t.ok(name instanceof ConflictException)
    t.equal(name.$metadata.httpStatusCode, 400)
    t.same(plain(name), {
      ...plain(name),
      name: 'ConflictException',
      Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION',
      RequestId: name.$metadata.requestId,
    })
    t.equal(name.message, 'Duplicate UserName')
    const email = await refusalOf(
      create({ ...minimal('x'), Emails: [{ Value: 'Ada@Example.com', Primary: true }] }),
    )
    t.ok(email instanceof ConflictException)
    t.equal(email.message, 'Duplicate Email')
  })

  await t.test('refuses violations of the model or of a rule', async (t) => {
    const refused: readonly (readonly [object, string | RegExp])[] = [
      [
        { ...minimal('y'), UserName: undefined },
        "1 validation errors detected: Value at 'userName' failed to satisfy constraint: Member must not be null",
      ],
      [
        { ...minimal('y'), UserName: 'y'.repeat(129) },
        "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must have length less than or equal to 128",
      ],
      [
        { ...minimal('y'), Name: { GivenName: '', FamilyName: 'Y' } },
        /^2 validation errors detected: Value at 'name.givenName' failed to satisfy constraint: Member must have length greater than or equal to 1; Value at 'name.givenName' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
      ],
      [
        { ...minimal('y'), Emails: [{ Value: 'a@b' }, { Value: 'c@d' }] },
        "1 validation error detected: Value at 'emails' failed to satisfy constraint: Member must have length less than or equal to 1",
      ],
      [
        { ...minimal('y'), Emails: [{ Value: 'a\u200bb@c' }] },
        /^1 validation error detected: Value at 'emails.1.member.value' failed/,
      ],
      [
        { ...minimal('y'), Photos: [{ Type: 'x' }] },
        "1 validation error detected: Value at 'photos.1.member.value' failed to satisfy constraint: Member must not be null",
      ],
      [{ ...minimal('y'), UserName: 'Administrator' }, /^Administrator and AWSAdministrators/],
      [{ ...minimal('y'), DisplayName: 'a<b' }, /hold none of < > ; : %/],
      [{ ...minimal('y'), Birthdate: '10.12.1815' }, /^A birthdate is a day of the calendar/],
      [
        {
          ...minimal('y'),
          Photos: [
            { Value: 'a', Primary: true },
            { Value: 'b', Primary: true },
          ],
        },
        /^One photo of a user is the primary one/,
      ],
      [{ ...minimal('y'), Extensions: { 'aws:identitystore:x': {} } }, /not a supported extension/],
      [
        { ...minimal('y'), Extensions: { [enterprise]: { department: 5 } } },
        /^Every attribute has a value of the type/,
      ],
    ]
    for (const [attributes, message] of refused) {
      const error = await refusalOf(create(attributes))
      t.ok(error instanceof ValidationException, JSON.stringify(attributes).slice(0, 80))
      t.equal(error.$metadata.httpStatusCode, 400)
      t.match(error.message, message)
    }
  })

  await t.test('accepts an email address that is not marked as primary', async (t) => {
    t.ok((await create({ ...minimal('grace'), Emails: [{ Value: 'grace@example.com' }] })).UserId)
  })
})

t.test('attributes that SCIM does not support survive a PUT', async (t) => {
  const { UserId } = await create({ ...minimal('both'), Website: 'https://both.example.com' })
  const put = await scim('PUT', `/Users/${UserId}`, {
    id: UserId,
    userName: 'both@example.com',
    displayName: 'Both Apis',
    name: { givenName: 'Both', familyName: 'Apis' },
    active: true,
  })
  t.equal(put.status, 200)
  const shown = await store.send(new DescribeUserCommand({ IdentityStoreId, UserId }))
  t.same([shown.DisplayName, shown.Website], ['Both Apis', 'https://both.example.com'])
  t.same([shown.CreatedBy, shown.UpdatedBy], ['IdentityStoreAPI', 'SCIM'])
})

t.test('a user created through SCIM', async (t) => {
  const { json } = await scim('POST', '/Users', {
    userName: 'scim@example.com',
    externalId: 'ext-1',
    displayName: 'Made By Scim',
    name: { givenName: 'Made', familyName: 'Scim', middleName: 'By' },
    title: 'Puppet',
    active: false,
    emails: [{ value: 'scim@example.com', type: 'work', primary: true }],
    phoneNumbers: [{ value: '1', type: 'work' }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'IdP' },
  })
  const issuer = `https://scim.aws.com/${center.tenantId}`

  await t.test('is returned with all attributes', async (t) => {
    const asked = { IdentityStoreId, UserId: json.id, Extensions: [enterprise] }
    const { CreatedAt, UpdatedAt, ...rest } = plain(
      await store.send(new DescribeUserCommand(asked)),
    )
    t.ok(CreatedAt instanceof Date && UpdatedAt instanceof Date)
    t.same(rest, {
      IdentityStoreId,
      UserId: json.id,
      UserName: 'scim@example.com',
      ExternalIds: [{ Issuer: issuer, Id: 'ext-1' }],
      Name: { GivenName: 'Made', FamilyName: 'Scim', MiddleName: 'By' },
      DisplayName: 'Made By Scim',
      Title: 'Puppet',
      Emails: [{ Value: 'scim@example.com', Type: 'work', Primary: true }],
      PhoneNumbers: [{ Value: '1', Type: 'work' }],
      UserStatus: 'DISABLED',
      CreatedBy: 'SCIM',
      UpdatedBy: 'SCIM',
      Extensions: { [enterprise]: { department: 'IdP' } },
    })
  })

  await t.test('is found by each of its identifiers', async (t) => {
    const found = async (AlternateIdentifier: object) =>
      store.send(new GetUserIdCommand({ IdentityStoreId, AlternateIdentifier } as never))
    for (const identifier of [
      { ExternalId: { Issuer: issuer, Id: 'ext-1' } },
      { UniqueAttribute: { AttributePath: 'userName', AttributeValue: 'SCIM@example.com' } },
      { UniqueAttribute: { AttributePath: 'UserName', AttributeValue: 'scim@example.com' } },
      { UniqueAttribute: { AttributePath: 'emails.value', AttributeValue: 'scim@example.com' } },
    ]) {
      t.same(plain(await found(identifier)), { IdentityStoreId, UserId: json.id })
    }
    for (const identifier of [
      { ExternalId: { Issuer: 'https://scim.aws.com/other', Id: 'ext-1' } },
      { ExternalId: { Issuer: issuer, Id: 'EXT-1' } },
      { UniqueAttribute: { AttributePath: 'userName', AttributeValue: 'who@example.com' } },
      { UniqueAttribute: { AttributePath: 'userName', AttributeValue: 'nul\0' } },
    ]) {
      const error = await refusalOf(found(identifier))
      t.ok(error instanceof ResourceNotFoundException)
      t.equal(error.message, 'USER not found.')
      t.equal((error as ResourceNotFoundException).ResourceType, 'USER')
    }
    for (const [identifier, message] of [
      [
        { UniqueAttribute: { AttributePath: 'title', AttributeValue: 'x' } },
        'The attribute title is not a unique attribute',
      ],
      [
        { UniqueAttribute: { AttributePath: 'userName', AttributeValue: 7 } },
        'The value of the attribute userName is not a string',
      ],
    ] as const) {
      const error = await refusalOf(found(identifier))
      t.ok(error instanceof ValidationException)
      t.equal(error.message, message)
    }
  })

  await t.test('keeps its external id when the API changes it', async (t) => {
    await store.send(
      new UpdateUserCommand({
        IdentityStoreId,
        UserId: json.id,
        Operations: [{ AttributePath: 'title', AttributeValue: 'Real Boy' }],
      }),
    )
    const shown = await store.send(new DescribeUserCommand({ IdentityStoreId, UserId: json.id }))
    t.same(shown.ExternalIds, [{ Issuer: issuer, Id: 'ext-1' }])
    t.same(
      [shown.Title, shown.CreatedBy, shown.UpdatedBy],
      ['Real Boy', 'SCIM', 'IdentityStoreAPI'],
    )
    t.equal(shown.UserStatus, 'DISABLED')
  })
})

t.test('DescribeUser', async (t) => {
  const missing = await refusalOf(
    store.send(new DescribeUserCommand({ IdentityStoreId, UserId: unknownId })),
  )
  t.ok(missing instanceof ResourceNotFoundException)
  t.equal(missing.$metadata.httpStatusCode, 400)
  t.equal(missing.message, 'USER not found.')
  expectParts(t, plain(missing), {
    ResourceType: 'USER',
    ResourceId: unknownId,
    RequestId: missing.$metadata.requestId,
  })
  const wrong = await refusalOf(
    store.send(new DescribeUserCommand({ IdentityStoreId, UserId: 'x' })),
  )
  t.ok(wrong instanceof ValidationException)
  t.match(wrong.message, /^1 validation error detected: Value at 'userId' failed .* pattern: /)

  const { UserId } = await create(minimal('arn'))
  const byArn = await store.send(
    new DescribeUserCommand({
      IdentityStoreId: `arn:aws:identitystore::123456789012:identitystore/${IdentityStoreId}`,
      UserId: `arn:aws:identitystore:::user/${UserId}`,
    }),
  )
  t.equal(byArn.UserId, UserId)
})

t.test('UpdateUser', async (t) => {
  const { UserId = '' } = await create(minimal('up'))
  const update = (...Operations: { AttributePath: string; AttributeValue?: unknown }[]) =>
    store.send(new UpdateUserCommand({ IdentityStoreId, UserId, Operations } as never))
  const show = async () =>
    plain(
      await store.send(
        new DescribeUserCommand({ IdentityStoreId, UserId, Extensions: [enterprise] }),
      ),
    )

  await t.test('sets and removes attributes, all or none', async (t) => {
    const before = await show()
    await update(
      { AttributePath: 'displayName', AttributeValue: 'Up Side' },
      { AttributePath: 'name.middleName', AttributeValue: 'And' },
      { AttributePath: 'name', AttributeValue: { familyName: 'Down' } },
      { AttributePath: 'emails', AttributeValue: [{ value: 'up@example.com', primary: true }] },
      { AttributePath: 'Title', AttributeValue: 'Upper' },
      {
        AttributePath: 'photos',
        AttributeValue: [{ value: 'p1', primary: true }, { Value: 'p2' }],
      },
      { AttributePath: 'website', AttributeValue: 'https://up.example.com' },
      { AttributePath: `${enterprise}.department`, AttributeValue: 'Lifts' },
      { AttributePath: `${enterprise}.manager.value`, AttributeValue: 'otis' },
    )
    const after = await show()
    expectParts(t, after, {
      DisplayName: 'Up Side',
      Name: { GivenName: 'up', FamilyName: 'Down', MiddleName: 'And' },
      Emails: [{ Value: 'up@example.com', Primary: true }],
      Title: 'Upper',
      Photos: [{ Value: 'p1', Primary: true }, { Value: 'p2' }],
      Website: 'https://up.example.com',
      Extensions: { [enterprise]: { department: 'Lifts', manager: { value: 'otis' } } },
    })
    t.same(after['CreatedAt'], before['CreatedAt'])

    await update(
      { AttributePath: 'title' },
      { AttributePath: 'emails', AttributeValue: null },
      { AttributePath: 'photos' },
      { AttributePath: enterprise },
    )
    const later = await show()
    for (const name of ['Title', 'Emails', 'Photos', 'Extensions']) t.notOk(name in later, name)
    t.equal(later['Website'], 'https://up.example.com')

    await refusalOf(
      update(
        { AttributePath: 'title', AttributeValue: 'Half' },
        { AttributePath: 'displayName', AttributeValue: '' },
      ),
    )
    t.notOk('Title' in (await show()))
  })

  await t.test('refuses invalid changes', async (t) => {
    const refused: readonly (readonly [
      { AttributePath: string; AttributeValue?: unknown },
      RegExp,
    ])[] = [
      [{ AttributePath: 'userStatus', AttributeValue: 'DISABLED' }, /userStatus cannot be updated/],
      [{ AttributePath: 'active', AttributeValue: false }, /active cannot be updated/],
      [{ AttributePath: 'externalIds', AttributeValue: [] }, /externalIds cannot be updated/],
      [{ AttributePath: 'name.nothing', AttributeValue: 'x' }, /name.nothing cannot be updated/],
      [{ AttributePath: 'displayName' }, /'displayName' failed .* Member must not be null/],
      [{ AttributePath: 'displayName', AttributeValue: 7 }, /of the type that the schema gives/],
      [{ AttributePath: 'title', AttributeValue: 'x'.repeat(1025) }, /less than or equal to 1024/],
      [{ AttributePath: 'photos', AttributeValue: [{}] }, /Member must not be null/],
      [{ AttributePath: 'photos', AttributeValue: 'p' }, /STRING_VALUE cannot be converted/],
      [{ AttributePath: 'birthdate', AttributeValue: 'x' }, /^A birthdate is a day/],
      [{ AttributePath: 'x y', AttributeValue: 'x' }, /'operations.1.member.attributePath' failed/],
    ]
    for (const [operation, message] of refused) {
      const error = await refusalOf(update(operation))
      t.ok(error instanceof ValidationException, operation.AttributePath)
      t.match(error.message, message)
    }
    const many = Array.from({ length: 101 }, () => ({ AttributePath: 'title' }))
    t.match((await refusalOf(update(...many))).message, /'operations' failed .* equal to 100$/)
    t.match((await refusalOf(update())).message, /'operations' failed .* equal to 1$/)

    const taken = await refusalOf(
      update({ AttributePath: 'userName', AttributeValue: 'ADA@example.com' }),
    )
    t.ok(taken instanceof ConflictException)
    t.equal(taken.message, 'Duplicate UserName')
    const missing = await refusalOf(
      store.send(
        new UpdateUserCommand({
          IdentityStoreId,
          UserId: unknownId,
          Operations: [{ AttributePath: 'title', AttributeValue: 'x' }],
        }),
      ),
    )
    t.ok(missing instanceof ResourceNotFoundException)
    expectParts(t, plain(missing), { ResourceType: 'USER', ResourceId: unknownId })
  })
})

t.test('a revision', async (t) => {
  // Newer than AWS's client for JavaScript, so the test builds the requests itself.
  const credentials = credentialsOf(center)
  const ask = async (operation: string, input: object) =>
    (await sent(await signed(center, operation, { IdentityStoreId, ...input }, { credentials })))
      .json
  const { UserId, UserArn, Revision } = await ask('CreateUser', minimal('revised'))
  t.equal(UserArn, `arn:aws:identitystore:::user/${UserId}`)
  t.match(Revision, /^\d{1,64}$/)
  expectParts(t, await ask('DescribeUser', { UserId }), { UserArn, Revision })

  const Operations = [{ AttributePath: 'title', AttributeValue: 'Once' }]
  const first = await ask('UpdateUser', { UserId, Operations, Revision })
  t.not(first.Revision, Revision)
  t.equal((await ask('DescribeUser', { UserId })).Revision, first.Revision)
  const conflict = { __type: 'ConflictException', Reason: 'CONCURRENT_MODIFICATION' }
  expectParts(t, await ask('UpdateUser', { UserId, Operations, Revision }), conflict)
  expectParts(t, await ask('DeleteUser', { UserId, Revision }), conflict)
  t.same(await ask('DeleteUser', { UserId, Revision: first.Revision }), {})
  t.same(await ask('DeleteUser', { UserId, Revision }), {}, 'a deleted user has no revision')
})

t.test('DeleteUser deletes a user; deleting again succeeds', async (t) => {
  const { UserId = '' } = await create(minimal('gone'))
  t.same(plain(await store.send(new DeleteUserCommand({ IdentityStoreId, UserId }))), {})
  t.equal((await scim('GET', `/Users/${UserId}`)).status, 404)
  t.same(plain(await store.send(new DeleteUserCommand({ IdentityStoreId, UserId }))), {})
})

t.test('ListUsers', async (t) => {
  const all: (string | undefined)[] = []
  for (let n = 0; n < 5; n++) await create(minimal(`page${n}`))
  await t.test('returns every user once, page by page', async (t) => {
    for await (const page of paginateListUsers(
      { client: store, pageSize: 2 },
      { IdentityStoreId },
    )) {
      t.ok((page.Users?.length ?? 0) <= 2)
      all.push(...(page.Users ?? []).map(({ UserId }) => UserId))
    }
    const { Users = [], NextToken } = await store.send(new ListUsersCommand({ IdentityStoreId }))
    t.equal(NextToken, undefined)
    t.same(
      all,
      Users.map(({ UserId }) => UserId),
    )
    t.equal(new Set(all).size, all.length)
  })

  await t.test('finds one by its name', async (t) => {
    const filtered = (AttributePath: string, AttributeValue: string) =>
      store.send(
        new ListUsersCommand({ IdentityStoreId, Filters: [{ AttributePath, AttributeValue }] }),
      )
    const { Users } = await filtered('UserName', 'PAGE1@example.com')
    t.same(
      Users?.map(({ UserName }) => UserName),
      ['page1@example.com'],
    )
    t.same((await filtered('UserName', 'who')).Users, [])
    const error = await refusalOf(filtered('DisplayName', 'page1'))
    t.ok(error instanceof ValidationException)
    t.match(error.message, /DisplayName is not supported/)
  })

  await t.test('shows extensions on request', async (t) => {
    const Filters = [{ AttributePath: 'UserName', AttributeValue: 'scim@example.com' }]
    const list = async (more: object) =>
      (await store.send(new ListUsersCommand({ IdentityStoreId, Filters, ...more }))).Users?.[0]
    t.same((await list({ Extensions: [enterprise] }))?.Extensions, {
      [enterprise]: { department: 'IdP' },
    })
    t.equal((await list({}))?.Extensions, undefined)
  })

  await t.test('has limits', async (t) => {
    for (const [MaxResults, constraint] of [
      [0, 'greater than or equal to 1'],
      [101, 'less than or equal to 100'],
    ] as const) {
      const error = await refusalOf(
        store.send(new ListUsersCommand({ IdentityStoreId, MaxResults })),
      )
      t.ok(error instanceof ValidationException)
      t.equal(
        error.message,
        `1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must have value ${constraint}`,
      )
    }
    const { NextToken } = await store.send(new ListUsersCommand({ IdentityStoreId, MaxResults: 1 }))
    for (const [input, message] of [
      [{ NextToken: 'abc' }, 'Invalid NextToken.'],
      [{ NextToken: '!' }, /'nextToken' failed .* pattern/],
      [
        { NextToken, Filters: [{ AttributePath: 'UserName', AttributeValue: 'x' }] },
        'Invalid NextToken.',
      ],
    ] as const) {
      const error = await refusalOf(
        store.send(new ListUsersCommand({ IdentityStoreId, ...input } as never)),
      )
      t.ok(error instanceof ValidationException)
      t.match(error.message, message)
    }
  })
})
