import fc from 'fast-check'
import t from 'tap'
import { excerptBody } from '../../src/events/body-excerpt.ts'
import { bodyBytes, bodyText, invalidByte } from '../../src/events/body-text.ts'
import { type MarkedPart, markBody } from '../../src/events/marked-body.ts'
import type { Finding } from '../../src/identity-center/rule.ts'

const finding = (
  pointer: string,
  ...codePoints: readonly (readonly [number, number])[]
): Finding => ({
  ruleId: 'attribute-pattern',
  severity: 'refused',
  path: 'displayName',
  pointer,
  value: '',
  sentence: '',
  source: '',
  certainty: 'observed',
  remedy: '',
  ...(codePoints.length > 0 && {
    codePoints: codePoints.map(([codePoint, position]) => ({ codePoint, position })),
  }),
})

const marked = (parts: readonly MarkedPart[], mark: MarkedPart['mark']) =>
  parts.filter((part) => part.mark === mark).map(({ text }) => text)
const textOf = (parts: readonly MarkedPart[]) => parts.map(({ text }) => text).join('')

t.test('the characters are marked, and the value that has them', async (t) => {
  const text = '{"a":"😀x\u200by","b":"z"}'
  const parts = markBody(text, [finding('/a', [0x200b, 2])])
  t.same(marked(parts, 'character'), ['\u200b'])
  t.same(marked(parts, 'value'), ['"😀x', 'y"'])
  t.same(parts.find(({ mark }) => mark === 'character')?.findings, [0])
})

t.test('characters that are written as escapes are marked, too', async (t) => {
  const text = '{"a":"\\ud83d\\ude00\\n\\u200b"}'
  const parts = markBody(text, [finding('/a', [0x200b, 2], [0x1f600, 0])])
  t.same(marked(parts, 'character'), ['\\ud83d\\ude00', '\\u200b'])
})

t.test(
  'every occurrence is marked if the positions do not match the text that was sent',
  async (t) => {
    const parts = markBody('{"a":"x<y<"}', [finding('/a', [0x3c, 40])])
    t.same(marked(parts, 'character'), ['<', '<'])
  },
)

t.test('a part names all findings about it', async (t) => {
  const parts = markBody('{"a":"x"}', [finding('/a'), finding('/b'), finding('/a')])
  t.same(parts.find(({ mark }) => mark === 'value')?.findings, [0, 2])
})

t.test(
  'the place where a body stops being JSON is marked, unless it was truncated there',
  async (t) => {
    t.same(marked(markBody('{"a":1,}', []), 'malformed'), ['}'])
    t.same(marked(markBody('{"a":"x', []), 'malformed'), ['x'])
    t.same(marked(markBody('{"a":"x', [], { isCut: true }), 'malformed'), [])
    t.same(marked(markBody('{"a":x, "b', [], { isCut: true }), 'malformed'), ['x'])
    t.same(markBody('', []), [])
  },
)

t.test('one line is laid out, several are not', async (t) => {
  const shown = (text: string) =>
    markBody(text, [])
      .map(({ text: part, layout: before }) =>
        before === undefined
          ? part
          : before === 'space'
            ? ` ${part}`
            : `\n${'  '.repeat(before)}${part}`,
      )
      .join('')
  const value = { a: [1, { b: [] }], c: {} }
  t.equal(shown(JSON.stringify(value)), JSON.stringify(value, null, 2))
  const own = JSON.stringify(value, null, 1)
  t.equal(shown(own), own)
})

t.test('the parts together are the body', async (t) => {
  const text = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.json().map((json) => json.slice(0, json.length / 2)),
  )
  const anyFinding = fc
    .tuple(
      fc.oneof(fc.constantFrom('', '/', '/0', '/a', '/0/0'), fc.string()),
      fc.array(fc.tuple(fc.nat(0x10ffff), fc.nat(40)), { maxLength: 3 }),
    )
    .map(([pointer, codePoints]) => finding(pointer, ...codePoints))
  fc.assert(
    fc.property(
      text,
      fc.array(anyFinding, { maxLength: 4 }),
      fc.boolean(),
      (body, findings, isCut) => {
        const parts = markBody(body, findings, { isCut })
        t.equal(textOf(parts), body)
        for (const index of findings.keys()) {
          const excerpt = textOf(excerptBody(parts, index).parts)
          t.ok(body.includes(excerpt) && excerpt.length < 200)
        }
      },
    ),
  )
})

t.test('an excerpt has the marked part and its context', async (t) => {
  const long = 'x'.repeat(300)
  const text = JSON.stringify({ before: long, name: 'Ja\u200bne', after: '😀'.repeat(100) })
  const { parts, isCut } = excerptBody(markBody(text, [finding('/name', [0x200b, 2])]), 0)
  t.same(marked(parts, 'character'), ['\u200b'])
  t.same(isCut, [true, true])
  t.match(textOf(parts), /^x+","name":"Ja\u200bne","after":"(😀)+$/u)
  t.same(excerptBody(markBody(text, []), 0), { parts: [], isCut: [false, false] })
  const whole = excerptBody(markBody('{"a":1}', [finding('/a')]), 0)
  t.same([textOf(whole.parts), whole.isCut], ['{"a":1}', [false, false]])
})

t.test('any bytes are decoded to a text and encoded to the same bytes', async (t) => {
  t.equal(bodyText({ body: null }), null)
  t.equal(bodyText({ body: 'a\u0000' }), 'a\u0000')
  const text = bodyText({
    body: null,
    bodyBase64: Buffer.from('a\u00ff\u00c3\u00a9b', 'latin1').toString('base64'),
  })
  t.equal(text, 'a\udcffé' + 'b')
  t.equal(invalidByte(text?.[1] ?? ''), 0xff)
  t.equal(invalidByte('a'), undefined)
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.string({ unit: 'binary' }).map((each) => Buffer.from(each, 'utf16le')),
  )
  fc.assert(
    fc.property(bytes, (given) => {
      const shown =
        bodyText({ body: null, bodyBase64: Buffer.from(given).toString('base64') }) ?? ''
      t.same(Buffer.from(bodyBytes(shown)), Buffer.from(given))
      t.equal(textOf(markBody(shown, [])), shown)
    }),
  )
})
