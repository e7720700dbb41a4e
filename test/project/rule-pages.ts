import { findAdvice } from '../../src/identity-center/advice.ts'
import { clients } from '../../src/identity-center/clients.ts'
import { newestEpoch } from '../../src/identity-center/dialect.ts'
import { exceptions } from '../../src/identity-center/exceptions.ts'
import { formerRuleIds } from '../../src/identity-center/former-rule-ids.ts'
import type { Rule, Violation } from '../../src/identity-center/rule.ts'
import type { ExampleRequest } from '../../src/identity-center/rules/examples/example-request.ts'
import { identityStoreRules } from '../../src/identity-center/rules/identity-store.ts'
import { ruleBook } from '../../src/identity-center/rules/rule-book.ts'
import { findExamples } from '../../src/identity-center/rules/rule-examples.ts'
import type { Source } from '../../src/identity-center/source.ts'
import { genericText } from '../../src/identity-center/texts.ts'
import { code, table } from './markdown.ts'

/** A source with its link. */
export const cited = (source: Source): string => {
  switch (source.kind) {
    case 'rfc':
      return `[RFC ${source.rfc}, section ${source.section}](https://www.rfc-editor.org/rfc/rfc${source.rfc}#section-${source.section})`
    case 'guide': {
      const part = source.part === undefined ? '' : `, ${source.part}`
      return `[AWS ${source.guide}, ${source.page}${part}](${source.url}), ${source.read}`
    }
    case 'report':
      return `[${source.where}](${source.url}), ${source.date}`
    case 'decision':
      return `decision of this project: ${source.question}`
  }
}

const certainties = {
  documented: '`documented`: AWS documents it',
  observed: '`observed`: a user of AWS published it',
  assumed: '`assumed`: this project decided it',
} as const

const period = ({ since, until }: Rule) =>
  [since && `since ${since}`, until && `until ${until}`].filter(Boolean).join(', ')

const formerIdsOf = ({ id }: Rule) =>
  [...formerRuleIds].flatMap(([former, current]) => (current === id ? [code(former)] : []))

const levelOf = ({ level, switchable }: Rule) =>
  switchable ? `${code(level)}, can be switched for each identity store` : `${code(level)}, always`

const charactersShown = 60
const itemsShown = 3

/** JSON for people: what is long is cut, with a word on how long it is. */
const shortened = (_key: string, value: unknown): unknown => {
  if (typeof value === 'string') {
    const { length } = Array.from(value)
    return length > charactersShown
      ? `${Array.from(value).slice(0, 20).join('')}… (${length} characters)`
      : value
  }
  if (Array.isArray(value) && value.length > itemsShown * 2) {
    return [...value.slice(0, itemsShown), `… (${value.length} items)`]
  }
  return value
}

const lineWidth = 90

/** JSON in which a list or object has a line of its own for each value only where it is too long for one line. */
const indented = (value: unknown, indent = ''): string => {
  const line = JSON.stringify(value)
  if (indent.length + line.length <= lineWidth || typeof value !== 'object' || value === null) {
    return line
  }
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((each: unknown) => indented(each, inner))
    : Object.entries(value).map(([name, each]) => `"${name}": ${indented(each, inner)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`
}

/** An example as JSON, in which characters that cannot be seen are escaped. */
export const exampleText = (example: unknown): string => {
  const text = indented(JSON.parse(JSON.stringify(example, shortened)))
  return text.replace(/[^\P{C}\n]|[^\P{Z} ]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
}

const jsonBlock = (value: unknown) => `\`\`\`json\n${exampleText(value)}\n\`\`\``

const requestBlock = ({ request, headers = {}, body, text }: ExampleRequest): string => {
  const head = [
    request,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`.trimEnd()),
  ]
  const content = text ?? (body === undefined ? undefined : exampleText(body))
  return `\`\`\`http\n${[...head, ...(content === undefined ? [] : ['', content])].join('\n')}\n\`\`\``
}

const examplesShown = 2

const exampleBlocks = (title: string, examples: readonly ExampleRequest[]) => [
  `### ${title}`,
  ...examples
    .slice(0, examplesShown)
    .flatMap((example) => [
      ...(example.stored === undefined ? [] : ['Stored before:', jsonBlock(example.stored)]),
      requestBlock(example),
    ]),
]

const examplesOf = ({ id }: Rule): readonly string[] => {
  const examples = findExamples(id)
  return examples === undefined
    ? []
    : [
        '## Examples',
        ...exampleBlocks('Obeys the rule', examples.obeys),
        ...exampleBlocks('Breaks the rule', examples.breaks),
      ]
}

/** A violation to print a text with that depends on one. */
const sample = (...location: readonly string[]): readonly Violation[] => [{ location }]

const ofIdentityStore = new Set(identityStoreRules)

/** What the service answers, in its words; undefined where they are not known or say nothing by themselves. */
const answerText = (rule: Rule): string | undefined => {
  const { exception, detail, clauses } = rule.answer
  if (clauses !== undefined) {
    const all = sample('name', 'familyName').flatMap(clauses)
    return `${all.length} validation errors detected: ${all.join('; ')}`
  }
  if (detail === undefined) {
    return exception === 'ValidationException' && !ofIdentityStore.has(rule)
      ? genericText
      : undefined
  }
  const text = detail(sample('emails'))
  return text === '' || text.endsWith(': ') ? undefined : text
}

/** The exception; with its status but for the Identity Store API, which has statuses of its own. */
const exceptionText = (rule: Rule): string => {
  const { exception } = rule.answer
  return ofIdentityStore.has(rule)
    ? `${code(exception)} of the [Identity Store API](../identity-store-api.md)`
    : `${exceptions[exception]} ${code(exception)}`
}

const textBlock = (text: string) => `\`\`\`text\n${text}\n\`\`\``

const answerOf = (rule: Rule): readonly string[] => {
  const text = answerText(rule)
  const log = rule.answer.logged?.(sample('emails'), newestEpoch)
  return [
    '## The response',
    rule.level === 'warn'
      ? 'The server accepts the request, with a warning.'
      : `${exceptionText(rule)}${text === undefined ? '.' : ':'}`,
    ...(rule.level === 'warn'
      ? [
          `If you set the rule to \`refuse\`: ${exceptionText(rule)}${text === undefined ? '.' : ':'}`,
        ]
      : []),
    ...(text === undefined ? [] : [textBlock(text)]),
    ...(log === undefined || log === text ? [] : ["In AWS's log:", textBlock(log)]),
  ]
}

const adviceOf = ({ id }: Rule): readonly string[] => {
  const known = clients.flatMap((client) => {
    const advice = findAdvice(id, client)
    return advice === undefined ? [] : [`- **${client}**: ${advice}`]
  })
  return known.length === 0 ? [] : [known.join('\n')]
}

const rulePage = (rule: Rule): string =>
  `${[
    `<!-- Generated from the rule by npm run docs. Do not edit. -->\n# ${code(rule.id)}`,
    rule.summary,
    table(
      ['property', 'value'],
      [
        ['level', levelOf(rule)],
        ...(period(rule) === '' ? [] : [['in force', period(rule)]]),
        ['certainty', certainties[rule.certainty]],
        ['source', cited(rule.source)],
        ...(formerIdsOf(rule).length === 0 ? [] : [['former id', formerIdsOf(rule).join(', ')]]),
      ],
    ),
    ...answerOf(rule),
    '## What to do',
    rule.remedy,
    ...adviceOf(rule),
    ...examplesOf(rule),
    '[All rules](README.md)',
  ].join('\n\n')}\n`

/** The pages of all rules, by path. */
export const rulePages = (): ReadonlyMap<string, string> =>
  new Map(ruleBook.map((rule) => [`docs/rules/${rule.id}.md`, rulePage(rule)]))

/** The list of all rules, with links to their pages. */
export const ruleIndex = (): string =>
  table(
    ['rule', 'what it says', 'level', 'in force', 'certainty'],
    ruleBook.map((rule) => [
      `[${code(rule.id)}](${rule.id}.md)`,
      rule.summary,
      rule.switchable ? rule.level : `${rule.level}, always`,
      period(rule),
      rule.certainty,
    ]),
  )
