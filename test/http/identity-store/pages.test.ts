import t from 'tap'
import { makeNextToken } from '../../../src/identity-center/identity-store/next-token.ts'
import {
  apiMemberConstraints,
  apiMemberKnown,
} from '../../../src/identity-center/rules/identity-store.ts'
import { adminOf } from '../../helpers/administering.ts'
import { credentialsOf, sent, signed } from '../../helpers/aws.ts'
import { startTestServer } from '../../helpers/server.ts'

t.test('a list of the Identity Store API', async (t) => {
  const server = await startTestServer(t)
  const { identityStoreId: IdentityStoreId } = server
  const credentials = credentialsOf(server)
  const ask = async (operation: string, input: object) =>
    sent(await signed(server, operation, { IdentityStoreId, ...input }, { credentials }))
  const listed = async (input: object = {}) => {
    const { json } = await ask('ListGroups', input)
    const names = json.Groups.map(({ DisplayName }: { DisplayName: string }) => DisplayName)
    return { names, NextToken: json.NextToken }
  }
  const groups = Array.from({ length: 101 }, (_, n) => `group-${n}`)
  const create = (DisplayName: string) => ask('CreateGroup', { DisplayName })
  for (const name of groups.slice(0, 100)) await create(name)

  await t.test('has pages of a hundred unless another size is asked for', async (t) => {
    t.same(await listed(), { names: groups.slice(0, 100), NextToken: undefined })
    await create('group-100')
    const { names, NextToken } = await listed()
    t.same(names, groups.slice(0, 100))
    t.same(await listed({ NextToken }), { names: ['group-100'], NextToken: undefined })
    t.equal((await listed({ MaxResults: 100 })).names.length, 100)
    const short = await listed({ MaxResults: 1 })
    t.same(short.names, ['group-0'])
    t.same((await listed({ MaxResults: 1, NextToken: short.NextToken })).names, ['group-1'])
  })

  await t.test('refuses a size that is out of range', async (t) => {
    for (const MaxResults of [0, 101, -1]) {
      const { status, json } = await ask('ListGroups', { MaxResults })
      t.same([status, json.__type], [400, 'ValidationException'], `${MaxResults}`)
    }
  })

  await t.test('refuses a token that leads to no row', async (t) => {
    for (const after of ['x', '1234567890123456', '-1', '1-']) {
      const NextToken = makeNextToken(after, [IdentityStoreId, 'DisplayName', null])
      const { status, json } = await ask('ListGroups', { NextToken })
      t.same([status, json.__type], [400, 'ValidationException'], after)
    }
    const NextToken = makeNextToken('99', [IdentityStoreId, 'DisplayName', null])
    t.equal((await ask('ListGroups', { NextToken })).status, 200)
  })

  await t.test('leaves an event with its warnings also where it is refused', async (t) => {
    const findings = async (input: object) => {
      const { headers } = await ask('ListGroups', input)
      const { json } = await adminOf(server)(`/events?requestId=${headers.get('x-amzn-requestid')}`)
      return json.items[0].findings.map(
        ({ ruleId, severity }: { ruleId: string; severity: string }) => `${severity} ${ruleId}`,
      )
    }
    t.same(await findings({ Colour: 'red' }), [`warning ${apiMemberKnown.id}`])
    const forged = await findings({ Colour: 'red', NextToken: 'forged' })
    t.equal(forged.at(-1), `warning ${apiMemberKnown.id}`)
    t.equal(forged.length, 2)
    t.same(await findings({ MaxResults: 0 }), [`refused ${apiMemberConstraints.id}`])
  })
})
