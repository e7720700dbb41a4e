import t from 'tap'
import { findingOf } from '../../src/identity-center/finding.ts'
import type { Violation } from '../../src/identity-center/rule.ts'
import { attributePattern } from '../../src/identity-center/rules/text.ts'
import { enterpriseUserUrn } from '../../src/scim/urn.ts'

const shownOf = (violation: Violation) =>
  findingOf(attributePattern, violation, 'refused', () => '').value

t.test('a finding says which rule is violated, where, and what to do', async (t) => {
  const violation = { location: [enterpriseUserUrn, 'manager', 'value'], value: 'x' }
  t.same(
    findingOf(attributePattern, violation, 'warning', (location) => location.join('>')),
    {
      ruleId: 'attribute-pattern',
      severity: 'warning',
      path: `${enterpriseUserUrn}:manager.value`,
      pointer: `${enterpriseUserUrn}>manager>value`,
      value: 'x',
      sentence: attributePattern.summary,
      source:
        'AWS user guide, troubleshooting (2026-11), https://docs.aws.amazon.com/singlesignon/latest/userguide/troubleshooting.html',
      certainty: 'documented',
      remedy: attributePattern.remedy,
    },
  )
})

t.test('invisible characters are spelled out', async (t) => {
  t.equal(
    shownOf({
      location: ['displayName'],
      value: 'Jane\u200b Doe',
      codePoints: [{ codePoint: 0x200b, position: 4 }],
    }),
    'Jane<U+200B> Doe (U+200B ZERO WIDTH SPACE at position 4)',
  )
  t.equal(
    shownOf({
      location: ['displayName'],
      value: 'a<b',
      codePoints: [{ codePoint: 0x3c, position: 1 }],
    }),
    'a<b (U+003C LESS-THAN SIGN at position 1)',
  )
})

t.test('a program learns where they are, the first of them', async (t) => {
  const codePoints = Array.from({ length: 30 }, (_, position) => ({ codePoint: 0x3c, position }))
  const violation = { location: ['displayName'], value: '<'.repeat(30), codePoints }
  t.same(
    findingOf(attributePattern, violation, 'refused', () => '').codePoints,
    codePoints.slice(0, 20),
  )
  const password = { ...violation, location: ['password'] }
  t.equal(findingOf(attributePattern, password, 'refused', () => '').codePoints, undefined)
})

t.test('a long value is shortened, its characters at fault are not forgotten', async (t) => {
  const value = `${'😀'.repeat(100)}\u0001`
  t.equal(
    shownOf({ location: ['title'], value, codePoints: [{ codePoint: 1, position: 100 }] }),
    `${'😀'.repeat(79)}… (U+0001 at position 100)`,
  )
})

t.test('other values are shown as JSON, missing ones not at all', async (t) => {
  t.equal(shownOf({ location: ['title'], value: 5 }), '5')
  t.equal(shownOf({ location: ['title'], value: null }), 'null')
  t.equal(
    shownOf({ location: ['title'], value: [{ value: 'a\u200b' }] }),
    '[{"value":"a<U+200B>"}]',
  )
  t.equal(shownOf({ location: ['title'] }), '')
})

t.test('a password is never shown', async (t) => {
  const shown = [
    shownOf({ location: ['password'], value: 'secret' }),
    shownOf({ location: ['Operations', 0, 'value', 'Password'], value: 'secret' }),
    shownOf({ location: ['Operations', 0, 'value'], value: { a: [{ PassWord: 'secret' }] } }),
  ]
  for (const value of shown) {
    t.notOk(value.includes('secret'), value)
    t.ok(value.includes('(not shown)'), value)
  }
})
