import t from 'tap'
import type { CheckedRule } from '../../src/identity-center/checked-rule.ts'
import { type CodePoint, codePointText } from '../../src/identity-center/code-points.ts'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { explainedText } from '../../src/identity-center/explained-text.ts'
import { findingOf } from '../../src/identity-center/finding.ts'
import { checkInput } from '../../src/identity-center/identity-store/check-input.ts'
import {
  makeNextToken,
  readNextToken,
} from '../../src/identity-center/identity-store/next-token.ts'
import { structure } from '../../src/identity-center/identity-store/shape.ts'
import { judge, refusalOf } from '../../src/identity-center/judge.ts'
import type { Violation } from '../../src/identity-center/rule.ts'
import { apiMemberConstraints } from '../../src/identity-center/rules/identity-store.ts'
import { attributePattern } from '../../src/identity-center/rules/text.ts'

const dialect = dialectOf({}, newestEpoch)
const violations = (count: number): readonly Violation[] =>
  Array.from({ length: count }, (_, index) => ({ location: ['title', index], value: `${index}` }))
const noPlace = () => ''

/** A rule that is violated as often as its subject says. */
const counted: CheckedRule<number> = { ...attributePattern, check: violations }

t.test('a judgment keeps a hundred findings of a rule', async (t) => {
  for (const [count, kept] of [
    [99, 99],
    [100, 100],
    [101, 100],
  ] as const) {
    const expected = violations(kept).map(({ value }) => value)
    const { findings, refusal } = judge([counted], count, dialect)
    t.same(
      findings.map(({ value }) => value),
      expected,
    )
    t.same(refusal?.findings, findings)
    const warnings = judge([counted], count, { ...dialect, level: () => 'warn' }).findings
    t.same(
      warnings.map(({ value }) => value),
      expected,
    )
    const { findings: refused } = refusalOf(attributePattern, violations(count), dialect, warnings)
    t.same(
      refused.map(({ severity }) => severity),
      [...Array(kept).fill('refused'), ...Array(kept).fill('warning')],
    )
  }
})

t.test('an explained refusal gives five reasons', async (t) => {
  const finding = findingOf(attributePattern, { location: ['title'] }, 'refused', noPlace)
  const ends = (count: number) =>
    /And \d+ more.*$/.exec(explainedText('', Array(count).fill(finding)))
  t.equal(ends(5), null)
  t.same(ends(6), ['And 1 more; see the event.'])
})

t.test('a text of the Identity Store API has a hundred clauses', async (t) => {
  const textOf = (count: number) => {
    const noted = violations(count).map((each, index) => ({ ...each, note: `clause ${index}` }))
    return String(apiMemberConstraints.answer.detail?.(noted))
  }
  t.equal(textOf(1), '1 validation error detected: clause 0')
  t.equal(textOf(2), '2 validation errors detected: clause 0; clause 1')
  const hundred = Array.from({ length: 100 }, (_, index) => `clause ${index}`).join('; ')
  t.equal(textOf(100), `100 validation errors detected: ${hundred}`)
  t.equal(textOf(101), `101 validation errors detected: ${hundred}`)
})

t.test('a finding shows 80 characters of a value', async (t) => {
  const shown = (value: string) =>
    findingOf(attributePattern, { location: ['title'], value }, 'refused', noPlace).value
  t.equal(shown('x'.repeat(80)), 'x'.repeat(80))
  t.equal(shown('x'.repeat(81)), `${'x'.repeat(79)}…`)
  t.equal(shown('😀'.repeat(80)), '😀'.repeat(80))
})

t.test('a finding gives the places of 20 code points', async (t) => {
  const codePoints = (count: number): readonly CodePoint[] =>
    Array.from({ length: count }, (_, position) => ({ codePoint: 1, position }))
  for (const [count, kept] of [
    [20, 20],
    [21, 20],
  ] as const) {
    const found = { location: ['title'], value: 'x', codePoints: codePoints(count) }
    const finding = findingOf(attributePattern, found, 'refused', noPlace)
    t.same(finding.codePoints, codePoints(kept))
    t.equal(finding.value, `x (${codePointText(codePoints(count))})`)
  }
})

t.test('a range of the Identity Store API includes its ends', async (t) => {
  const shape = structure({
    Text: { type: 'string', min: 2, max: 4 },
    Number: { type: 'integer', min: 2, max: 4 },
    List: { type: 'list', min: 2, max: 4, member: { type: 'boolean' } },
  })
  const isAccepted = (input: Parameters<typeof checkInput>[0]) =>
    checkInput(input, shape).violations.length === 0
  const sizes = [1, 2, 4, 5]
  t.same(
    sizes.map((size) => isAccepted({ Text: '😀'.repeat(size) })),
    [false, true, true, false],
  )
  t.same(
    sizes.map((size) => isAccepted({ Number: size })),
    [false, true, true, false],
  )
  t.same(
    sizes.map((size) => isAccepted({ List: Array<boolean>(size).fill(true) })),
    [false, true, true, false],
  )
})

t.test('a token of a list has at most 200 characters', async (t) => {
  const tie = ['d-1', 'UserName', null]
  const lengths = new Set<number>()
  for (let length = 100; length < 160; length += 1) {
    const after = 'a'.repeat(length)
    const token = makeNextToken(after, tie)
    lengths.add(token.length)
    t.equal(readNextToken(token, tie), token.length <= 200 ? after : undefined, `${token.length}`)
  }
  t.ok(lengths.has(200), 'one of them is the longest')
})
