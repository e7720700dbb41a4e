import { settingsTable } from '../../src/config.ts'
import { type Behavior, type Behaviors, behaviors } from '../../src/identity-center/behaviors.ts'
import { services } from '../../src/identity-center/identity-store/requests.ts'
import type { Rule } from '../../src/identity-center/rule.ts'
import { findRule, ruleBook } from '../../src/identity-center/rule-book.ts'
import { ruleLevels, storeSettings } from '../../src/identity-center/settings.ts'
import type { Source } from '../../src/identity-center/source.ts'
import { endpoints } from '../../src/operations/endpoints.ts'
import { type Cause, deviations } from './deviations.ts'

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const guide = 'https://docs.aws.amazon.com/singlesignon/latest/developerguide'

const operations = () =>
  table(
    ['operation', 'method', 'path'],
    endpoints.map(([method, path, name]) => [
      `[${name}](${guide}/${name.toLowerCase()}.html)`,
      method,
      `\`${path.replace(':id', '{id}')}\``,
    ]),
  )

const apis = {
  AWSIdentityStore: 'IdentityStoreAPIReference',
  SWBExternalService: 'APIReference',
} as const

const identityStore = () =>
  table(
    ['operation', 'signed for', 'takes, beside the identity store'],
    (['AWSIdentityStore', 'SWBExternalService'] as const).flatMap((service) =>
      Object.entries(services[service].requests).map(([name, { members, required }]) => [
        `[${name}](https://docs.aws.amazon.com/singlesignon/latest/${apis[service]}/API_${name}.html)`,
        `\`${services[service].signingName}\``,
        Object.keys(members)
          .filter((member) => member !== 'IdentityStoreId')
          .map((member) => (required.includes(member) ? `**${member}**` : member))
          .join(', '),
      ]),
    ),
  )

const cited = (source: Source): string => {
  switch (source.kind) {
    case 'rfc':
      return `[RFC ${source.rfc}, ${source.section}](https://www.rfc-editor.org/rfc/rfc${source.rfc}#section-${source.section})`
    case 'guide':
      return `[AWS ${source.guide}, ${source.page}](${source.url}), ${source.read}`
    case 'report':
      return `[${source.where}](${source.url}), ${source.date}`
    case 'decision':
      return `our decision: ${source.question}`
  }
}

const period = ({ since, until }: Pick<Rule, 'since' | 'until'>) =>
  [since && `since ${since}`, until && `until ${until}`].filter(Boolean).join(', ')

const rules = () =>
  table(
    ['rule', 'what it says', 'when broken', 'in force', 'certainty', 'source'],
    ruleBook.map((rule) => [
      `\`${rule.id}\``,
      rule.summary,
      rule.switchable ? rule.level : `${rule.level}, always`,
      period(rule),
      rule.certainty,
      cited(rule.source),
    ]),
  )

const shown = (value: unknown) =>
  typeof value === 'string' ? `\`${value}\`` : `\`${JSON.stringify(value).replaceAll('"', '')}\``

const variantsOf = ({ variants: [first, ...later] }: Behavior<unknown>) =>
  [shown(first.value), ...later.map(({ since, value }) => `since ${since} ${shown(value)}`)].join(
    '; ',
  )

const behaviourTable = () =>
  table(
    ['behaviour', 'what it is about', 'variants', 'certainty', 'source'],
    Object.entries<Behavior<Behaviors[keyof Behaviors]>>(behaviors).map(([name, behavior]) => [
      `\`${name}\``,
      behavior.summary,
      variantsOf(behavior),
      behavior.certainty,
      cited(behavior.source),
    ]),
  )

const causeText = (cause: Cause): readonly [string, string] => {
  if ('rule' in cause) return [`rule \`${cause.rule}\``, findRule(cause.rule)?.certainty ?? '']
  if ('behaviour' in cause) {
    return [`behaviour \`${cause.behaviour}\``, behaviors[cause.behaviour].certainty]
  }
  return [cause.because, cause.certainty]
}

const deviationTable = () =>
  table(
    ['RFC, section', 'what this server does instead', 'because of', 'certainty'],
    deviations.map(({ rfc, here, cause }) => [rfc, here, ...causeText(cause)]),
  )

const storeSettingsTable = () =>
  table(
    ['setting', 'meaning', 'values', 'default'],
    [
      ...Object.entries(storeSettings).map(([name, { meaning, kind, default: fallback }]) => [
        `\`${name}\``,
        meaning,
        kind.expects,
        fallback,
      ]),
      ['`rules.<rule>`', 'what breaking a rule leads to', ruleLevels.join(', '), "the rule's own"],
    ],
  )

const printers: Readonly<Record<string, () => string>> = {
  operations,
  'identity-store': identityStore,
  rules,
  behaviours: behaviourTable,
  settings: settingsTable,
  'store settings': storeSettingsTable,
  deviations: deviationTable,
}

const marked = (name: string) =>
  new RegExp(`(?<=<!-- ${name} -->\n)[\\s\\S]*?(?=<!-- /${name} -->)`)

/** The tables as the code prints them, by name. README has each between `<!-- name -->` and `<!-- /name -->`. */
export const printedTables = (): [name: string, table: string][] =>
  Object.entries(printers).map(([name, print]) => [name, `${print()}\n`])

/** The table of that name that a text has. */
export const findTable = (text: string, name: string): string | undefined =>
  marked(name).exec(text)?.[0]

/** A text with every table printed anew. */
export const withTables = (text: string): string =>
  printedTables().reduce((done, [name, table]) => done.replace(marked(name), () => table), text)
