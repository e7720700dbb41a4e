import t from 'tap'
import { newestEpoch } from '../../../src/identity-center/dialect.ts'
import { findRule, ruleBook } from '../../../src/identity-center/rules/rule-book.ts'
import { isEpochDate } from '../../../src/identity-center/setting-kinds.ts'
import { sourceText } from '../../../src/identity-center/source.ts'

t.test('every rule has an id of its own', async (t) => {
  const ids = ruleBook.map(({ id }) => id)
  t.same(ids, [...new Set(ids)])
  for (const id of ids) t.match(id, /^[a-z]+(-[a-z0-9]+)*$/)
})

t.test('every rule has a summary, a source and a remedy', async (t) => {
  for (const { id, summary, remedy, source } of ruleBook) {
    t.match(summary, /^[A-Za-z].*[.%]$/, id)
    t.match(remedy, /\.$/, id)
    t.ok(sourceText(source).length > 0, id)
    t.notOk(/['"]\s*$/.test(summary), id)
  }
})

t.test('dates are days, in order, and not of the future', async (t) => {
  for (const { id, since, until } of ruleBook) {
    for (const day of [since, until]) {
      if (day !== undefined) t.ok(isEpochDate(day) && day <= newestEpoch, id)
    }
    if (since !== undefined && until !== undefined) t.ok(since < until, id)
  }
})

t.test('a rule is found by its id', async (t) => {
  t.equal(findRule('attribute-pattern')?.id, 'attribute-pattern')
  t.equal(findRule('no-such-rule'), undefined)
})

t.test('a rule that settings cannot change refuses', async (t) => {
  t.same(
    ruleBook.flatMap(({ id, switchable, level }) =>
      !switchable && level !== 'refuse' ? [id] : [],
    ),
    [],
  )
})
