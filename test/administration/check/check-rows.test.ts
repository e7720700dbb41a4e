import t from 'tap'
import { type AskStore, checkRows } from '../../../src/administration/check/check-rows.ts'
import type { CheckedRow } from '../../../src/administration/check/checked.ts'
import { duplicateFinder } from '../../../src/administration/check/duplicates.ts'
import type { ResourceRow } from '../../../src/administration/files/resource-row.ts'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import { jane } from '../../../src/identity-center/rules/examples/example-request.ts'
import type { JsonObject } from '../../../src/scim/resource.ts'
import type { ResourceTypeName } from '../../../src/scim/schema.ts'

const row = (resource: JsonObject, line: number, type: ResourceTypeName = 'User'): ResourceRow => ({
  line,
  type,
  resource,
  bytes: 0,
  duplicateKeys: false,
})

const person = (name: string, more: JsonObject = {}): JsonObject => ({
  ...jane,
  userName: name,
  externalId: name,
  emails: [{ value: name, type: 'work', primary: true }],
  ...more,
})

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items
}

const check = async (
  files: readonly (readonly ResourceRow[])[],
  { asOf = newestEpoch, askStore }: { asOf?: string; askStore?: AskStore } = {},
) => {
  const names = files.map((_, index) => `file-${index}.csv`)
  const findDuplicates = duplicateFinder(names)
  const dialect = dialectOf({}, asOf)
  const checked: CheckedRow[] = []
  for (const [file, rows] of files.entries()) {
    for await (const each_ of checkRows(each(rows), { file, dialect, findDuplicates, askStore })) {
      checked.push(each_)
    }
  }
  return checked
}

const brief = (rows: readonly CheckedRow[]) =>
  rows.map(({ line, name, verdict, findings }) => [
    line,
    name,
    verdict,
    findings.map(({ ruleId, path }) => `${ruleId} ${path}`),
  ])

t.test('a row is judged as the creation of it would be', async (t) => {
  t.test('by the rules of its type', async (t) => {
    const { active: _active, ...undecided } = person('bob@example.com')
    t.same(
      brief(
        await check([
          [
            row(person('ada@example.com'), 2),
            row(undecided, 3),
            row({ ...person('cy@example.com'), displayName: 'C\u200by' }, 4),
            row({ displayName: 'Engineers' }, 5, 'Group'),
            row({ displayName: 'Engi<neers', externalId: 'e' }, 6, 'Group'),
            row({ externalId: 'f' }, 7, 'Group'),
            row({ id: 'an-id' }, 8, 'Group'),
            row({}, 9, 'Group'),
          ],
        ]),
      ),
      [
        [2, 'ada@example.com', 'fine', []],
        [3, 'bob@example.com', 'warned', ['active-present active']],
        [4, 'cy@example.com', 'refused', ['attribute-pattern displayName']],
        [5, 'Engineers', 'fine', []],
        [6, 'Engi<neers', 'refused', ['attribute-forbidden-characters displayName']],
        [7, 'f', 'refused', ['attribute-required displayName']],
        [8, 'an-id', 'refused', ['attribute-required displayName']],
        [9, '', 'refused', ['attribute-required displayName']],
      ],
    )
  })

  t.test('of the day that is asked for', async (t) => {
    const { emails: _emails, ...unreachable } = person('ada@example.com')
    const rows = [[row(unreachable, 2)]]
    t.equal((await check(rows))[0]?.verdict, 'fine')
    t.same(brief(await check(rows, { asOf: '2021-03-25' })), [
      [2, 'ada@example.com', 'refused', ['email-required emails']],
    ])
  })

  t.test('and by those of any body', async (t) => {
    const plain = row(person('ada@example.com'), 2)
    const [twice, large, fits] = await check([
      [
        { ...plain, duplicateKeys: true },
        { ...row(person('bob@example.com'), 3), bytes: 1_048_577 },
        { ...row(person('cy@example.com'), 4), bytes: 1_048_576 },
      ],
    ])
    t.same(
      [twice, large, fits].map((each) => each?.findings.map(({ ruleId }) => ruleId)),
      [['body-keys-unique'], ['body-size-max'], []],
    )
    t.same([twice?.verdict, large?.verdict], ['warned', 'refused'])
  })
})

t.test('a value that an earlier row has is refused', async (t) => {
  t.test('as the service compares them', async (t) => {
    const checked = await check([
      [
        row(person('Jos\u00e9@example.com', { externalId: 'a' }), 2),
        row(person('JOSE\u0301@example.com', { externalId: 'A' }), 3),
        row(person('other@example.com', { externalId: 'a' }), 4),
        row({ displayName: 'JOSE\u0301', externalId: 'a' }, 5, 'Group'),
        row({ displayName: 'jos\u00e9' }, 6, 'Group'),
      ],
    ])
    t.same(
      brief(checked).map(([line, , verdict, findings]) => [line, verdict, findings]),
      [
        [2, 'fine', []],
        [3, 'refused', ['user-name-unique userName', 'email-unique emails.value']],
        [4, 'refused', ['external-id-unique externalId']],
        [5, 'fine', []],
        [6, 'refused', ['group-display-name-unique displayName']],
      ],
    )
    t.match(checked[1]?.findings[0]?.sentence, /ignoring case\. Here: line 2 has it, too\.$/)
    t.equal(checked[1]?.findings[1]?.pointer, '/emails/0/value')
  })

  t.test('also in another file', async (t) => {
    const [, second] = await check([
      [row(person('ada@example.com'), 7)],
      [row(person('ADA@example.com', { externalId: 'x' }), 7)],
    ])
    t.match(second?.findings[0]?.sentence, /Here: line 7 of file-0\.csv has it, too\.$/)
  })
})

t.test('a store is asked in batches of one type, in order', async (t) => {
  const asked: string[] = []
  const askStore: AskStore = async (type, resources) => {
    asked.push(`${resources.length} ${type}`)
    return resources.map(({ userName, displayName }) => {
      const name = String(userName ?? displayName)
      return { type, name, verdict: 'fine', alreadyThere: name.endsWith('7'), findings: [] }
    })
  }
  const users = Array.from({ length: 501 }, (_, index) => row(person(`u${index}`), index))
  const groups = [
    row({ displayName: 'g7' }, 501, 'Group'),
    row({ displayName: 'g8' }, 502, 'Group'),
  ]
  const wide = Array.from({ length: 3 }, (_, index) =>
    row(person(`w${index}`, { title: 'x'.repeat(300_000) }), 503 + index),
  )
  const checked = await check([[...users, ...groups, ...wide]], { askStore })
  t.same(asked, ['500 User', '1 User', '2 Group', '2 User', '1 User'])
  t.same(
    checked.map(({ line }) => line),
    Array.from({ length: 506 }, (_, index) => index),
  )
  t.equal(checked.filter(({ alreadyThere }) => alreadyThere).length, 51)
  t.same(await check([[]], { askStore }), [])

  const huge = [row(person('a'), 1), row(person('b', { title: 'x'.repeat(800_000) }), 2)]
  const [, alone] = await check([huge], { askStore })
  t.equal(asked.at(-1), '1 User')
  t.same(
    alone?.findings.filter(({ severity }) => severity === 'refused').map(({ ruleId }) => ruleId),
    ['attribute-length-max'],
  )
})
