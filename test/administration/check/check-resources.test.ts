import t from 'tap'
import { checkResources } from '../../../src/administration/check/check-resources.ts'
import { AdministrationError } from '../../../src/administration/shared/administration-error.ts'
import { insertStore } from '../../../src/administration/stores/identity-stores.ts'
import { jane } from '../../../src/identity-center/rules/examples/example-request.ts'
import { testDependencies } from '../../helpers/operation-dependencies.ts'
import { insertGroup, insertUser } from './stored.ts'

t.test('resources are checked against a store', async (t) => {
  const dependencies = await testDependencies(t)
  const id = await insertStore(dependencies.store, dependencies, {})
  const strict = await insertStore(dependencies.store, dependencies, {
    rules: { 'active-present': 'refuse' },
  })
  await insertUser(dependencies, id, 'u-1', jane)
  await insertUser(dependencies, id, 'u-2', {
    ...jane,
    userName: 'bob@example.com',
    externalId: 'b',
    emails: [],
  })
  await insertGroup(dependencies, id, 'g-1', { displayName: 'Engineers', externalId: 'e-1' })

  const brief = async (...resources: Parameters<typeof checkResources>[2]['resources']) =>
    (await checkResources(dependencies, id, { resources })).map(
      ({ verdict, alreadyThere, findings }) => [
        verdict,
        alreadyThere,
        findings.map(({ ruleId }) => ruleId),
      ],
    )
  const other = { ...jane, userName: 'x@example.com', externalId: 'x', emails: [] }

  t.test('and refused for a value that another user has, who is named', async (t) => {
    t.same(
      await brief(
        other,
        { ...other, userName: 'JANE@example.com' },
        { ...other, emails: [{ value: 'Jane@Example.com', primary: true }], externalId: 'b' },
        { displayName: 'ENGINEERS' },
        { displayName: 'Engineers', externalId: 'other' },
        { displayName: 'Ops', externalId: 'e-1' },
      ),
      [
        ['fine', false, []],
        ['refused', false, ['user-name-unique']],
        ['refused', false, ['email-unique', 'external-id-unique']],
        ['refused', false, ['group-display-name-unique']],
        ['refused', false, ['group-display-name-unique']],
        ['refused', false, ['group-external-id-unique']],
      ],
    )
    const [checked] = await checkResources(dependencies, id, {
      resources: [{ ...other, userName: 'JANE@example.com' }],
    })
    t.match(checked?.findings[0]?.sentence, /held by u-1 \(jane@example\.com\), created 2026-01-31/)
  })

  t.test('but not for what they have themselves', async (t) => {
    t.same(
      await brief(
        jane,
        { ...other, id: 'u-1', userName: 'jane@example.com' },
        { ...jane, externalId: 'b' },
        { ...jane, externalId: 'b', userName: 'bob@example.com' },
        { displayName: 'engineers', externalId: 'e-1' },
        { id: 'g-1', displayName: 'engineers' },
      ),
      [
        ['fine', true, []],
        ['fine', true, []],
        ['refused', false, ['user-name-unique', 'email-unique', 'external-id-unique']],
        ['refused', true, ['email-unique']],
        ['fine', true, []],
        ['fine', true, []],
      ],
    )
  })

  t.test('by its own settings, with what is asked for beside them', async (t) => {
    const undecided = { ...other, active: null }
    const verdicts = async (more: object) =>
      (await checkResources(dependencies, strict, { resources: [undecided], ...more }))[0]?.verdict
    t.equal(await verdicts({}), 'refused')
    t.equal(await verdicts({ rulesOff: ['active-present'] }), 'fine')
    t.equal(await verdicts({ rulesOff: ['attribute-pattern'] }), 'refused')
    const { emails: _emails, ...unreachable } = other
    const onDay = { resources: [unreachable], asOf: '2021-03-25' }
    t.equal(
      (await checkResources(dependencies, id, onDay))[0]?.findings[0]?.ruleId,
      'email-required',
    )
    const byDefault = await checkResources(
      dependencies,
      id,
      { resources: [unreachable] },
      '2021-03-25',
    )
    t.equal(byDefault[0]?.verdict, 'refused')
  })

  t.test('as the type that is named', async (t) => {
    const typed = await checkResources(dependencies, id, {
      type: 'User',
      resources: [{ displayName: 'Engineers' }],
    })
    t.same(
      typed[0]?.findings.map(({ ruleId }) => ruleId),
      ['attribute-required', 'attribute-required', 'attribute-required', 'active-present'],
    )
    t.same(await brief(), [])
  })

  t.test('but not too many, nor what is none, nor by rules that are none', async (t) => {
    const many = Array.from({ length: 501 }, () => other)
    await t.rejects(checkResources(dependencies, id, { resources: many }), AdministrationError)
    await t.rejects(
      checkResources(dependencies, id, { resources: [JSON.parse('[]')] }),
      AdministrationError,
    )
    await t.rejects(checkResources(dependencies, id, { resources: [], rulesOff: ['none'] }), {
      message: 'There is no rule none.',
    })
    await t.rejects(
      checkResources(dependencies, id, { resources: [], asOf: 'today' }),
      AdministrationError,
    )
    await t.rejects(
      checkResources(dependencies, 'd-0000000000', { resources: [] }),
      AdministrationError,
    )
  })

  t.test('and nothing is changed', async (t) => {
    t.equal((await dependencies.store.users.list(id, undefined, { after: 0, limit: 10 })).length, 2)
  })
})
