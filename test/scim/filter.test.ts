import fc from 'fast-check'
import t from 'tap'
import { filterLengthMax, parseFilter } from '../../src/scim/filter.ts'
import { enterpriseUserUrn, groupUrn, userUrn } from '../../src/scim/urn.ts'
import { expectParts } from '../helpers/expect-parts.ts'

const comparison = (attribute: string, value: unknown, operator = 'eq') => ({
  kind: 'comparison',
  attribute,
  operator,
  value,
})

t.test('the forms that the guide knows', async (t) => {
  t.same(parseFilter('userName eq "jane"'), comparison('userName', 'jane'))
  t.same(parseFilter('members.value eq "42"'), comparison('members.value', '42'))
  t.same(parseFilter('id eq "1" and manager eq "2"'), {
    kind: 'and',
    terms: [comparison('id', '1'), comparison('manager', '2')],
  })
})

t.test('the forms that it does not know are read all the same', async (t) => {
  t.same(parseFilter('title pr'), { kind: 'comparison', attribute: 'title', operator: 'pr' })
  for (const operator of ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'])
    t.same(parseFilter(`title ${operator} "a"`), comparison('title', 'a', operator))
  t.same(parseFilter('active eq true'), comparison('active', true))
  t.same(parseFilter('active eq 5'), comparison('active', 5))
  t.same(parseFilter('active eq null'), comparison('active', null))
  t.same(parseFilter('not (title pr) or (active eq false)'), {
    kind: 'or',
    terms: [
      { kind: 'not', term: { kind: 'comparison', attribute: 'title', operator: 'pr' } },
      comparison('active', false),
    ],
  })
  t.same(parseFilter('emails[type eq "work"]'), {
    kind: 'value-path',
    attribute: 'emails',
    filter: comparison('type', 'work'),
  })
})

t.test('names and operators count in any letter case', async (t) => {
  t.same(parseFilter('USERNAME Eq "Jane"'), comparison('userName', 'Jane'))
  t.same(parseFilter('displayname EQ "a" AND Members.Value eq "b"'), {
    kind: 'and',
    terms: [comparison('displayName', 'a'), comparison('members.value', 'b')],
  })
  t.same(parseFilter('MANAGER eq "1"'), comparison('manager', '1'))
  t.same(parseFilter('Unheard.Of eq "1"'), comparison('Unheard.Of', '1'))
})

t.test('the URN of a core schema goes without saying', async (t) => {
  t.same(parseFilter(`${userUrn}:username eq "j"`), comparison('userName', 'j'))
  t.same(parseFilter(`${groupUrn}:members eq "1"`), comparison('members', '1'))
  const department = `${enterpriseUserUrn}:department`
  t.same(parseFilter(`${department.toUpperCase()} eq "d"`), comparison(department, 'd'))
})

t.test('what is no filter', async (t) => {
  for (const text of [
    '',
    ' ',
    'userName',
    'userName eq',
    'userName eq jane',
    'userName eq "jane',
    'userName eq "jane"x',
    'userName eq "a" "b"',
    'userName eq "a" and',
    'userName eq "\\x"',
    "userName eq 'jane'",
    'userName eq "a\nb"',
    'userName\teq "a"',
    'userName eq True',
    'userName eq [',
    '(userName eq "a"',
    'emails[type eq "work"',
    'a eq 1 not b eq 2',
    'a eq 1 constructor b eq 2',
    'a eq 1 __proto__ b eq 2',
    'a eq 1 toString b eq 2',
    'a constructor 1',
    `${'('.repeat(2000)}`,
    `userName eq "${'x'.repeat(filterLengthMax)}"`,
  ])
    t.equal(parseFilter(text), undefined, text.slice(0, 40))
})

t.test('a quote that is not closed does not keep the parser for ever', async (t) => {
  t.equal(parseFilter(`userName eq "${'\n'.repeat(200)}`), undefined)
  t.equal(parseFilter(`userName eq "${'\u2028'.repeat(2000)}`), undefined)
  t.equal(parseFilter('"'.repeat(2047)), undefined)
})

t.test('nesting never overflows', async (t) => {
  const deep = `${'('.repeat(900)}title pr${')'.repeat(900)}`
  expectParts(t, parseFilter(deep), { attribute: 'title' })
  parseFilter(`${'not '.repeat(500)}title pr`)
  parseFilter(`${'a['.repeat(600)}title pr${']'.repeat(600)}`)
})

t.test('a value comes back as it was before it was quoted', async (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (value) => {
      const filter = parseFilter(`userName eq ${JSON.stringify(value)}`)
      return filter?.kind === 'comparison' && filter.value === value
    }),
  )
  for (const value of ['\\', 'a\\', '\\"', '"', '0', '1', 'a" or "b', '\\u0041', '\u0000'])
    t.same(parseFilter(`id eq ${JSON.stringify(value)} and userName eq "z"`), {
      kind: 'and',
      terms: [comparison('id', value), comparison('userName', 'z')],
    })
})

t.test('no text makes it throw', async () => {
  const word = fc.constantFrom(
    ...['userName', 'eq', 'and', 'or', 'not', '(', ')', '[', ']', '].', '"', '"a"', '\\', 'pr'],
    ...['constructor', '__proto__', '1', '-1e5', 'true', 'null', '.', ' ', 'é', '\n'],
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
        fc.array(word, { maxLength: 30 }).map((words) => words.join('')),
      ),
      (text) => {
        parseFilter(text)
      },
    ),
    { numRuns: 1000 },
  )
})

t.test('a filter is read once, until a hundred others have been read', async (t) => {
  const other = (n: number) => parseFilter(`userName eq "other-${n}"`)
  const text = 'userName eq "read once"'
  for (let n = 0; n < 100; n += 1) other(n)
  const first = parseFilter(text)
  t.equal(parseFilter(text), first)
  for (let n = 100; n < 200; n += 1) other(n)
  t.not(parseFilter(text), first, 'the memory of filters has an end')
  t.same(parseFilter(text), first)
})

t.test('a filter of 2,048 characters is read, a longer one is not', async (t) => {
  const around = 'userName eq ""'.length
  const value = 'x'.repeat(2_048 - around)
  t.same(parseFilter(`userName eq "${value}"`), comparison('userName', value))
  t.equal(parseFilter(`userName eq "${value}x"`), undefined)
})

t.test('every control character is rejected', async (t) => {
  for (let unit = 0; unit < 0x20; unit += 1) {
    t.equal(parseFilter(`userName eq "a${String.fromCharCode(unit)}"`), undefined, String(unit))
  }
  t.same(parseFilter('userName eq "a "'), comparison('userName', 'a '))
})

t.test('one term that is no filter spoils the whole', async (t) => {
  t.equal(parseFilter('title pr and a constructor 1'), undefined)
  t.equal(parseFilter('a constructor 1 or title pr'), undefined)
  t.equal(parseFilter('not (a constructor 1)'), undefined)
  t.equal(parseFilter('emails[a constructor 1]'), undefined)
  t.equal(parseFilter('(a eq 1 not b eq 2) and title pr'), undefined)
  t.equal(parseFilter('title pr or (a eq 1 not b eq 2)'), undefined)
  t.equal(parseFilter('not (a eq 1 not b eq 2)'), undefined)
})
