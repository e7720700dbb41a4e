import { settingsTable } from '../../src/config.ts'
import { type Behavior, type Behaviors, behaviors } from '../../src/identity-center/behaviors.ts'
import { services } from '../../src/identity-center/identity-store/requests.ts'
import { findRule } from '../../src/identity-center/rules/rule-book.ts'
import { ruleLevels, storeSettings } from '../../src/identity-center/settings.ts'
import type { IdentityCenter } from '../../src/index.ts'
import { endpoints } from '../../src/operations/endpoints.ts'
import { adminApiReference } from './admin-api-reference.ts'
import { commandReference, commonOptions } from './command-reference.ts'
import { type Cause, deviations } from './deviations.ts'
import { table } from './markdown.ts'
import { cited, ruleIndex } from './rule-pages.ts'

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
    ['operation', 'signed for', 'members of the request'],
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

const shown = (value: unknown) =>
  typeof value === 'string' ? `\`${value}\`` : `\`${JSON.stringify(value).replaceAll('"', '')}\``

const variantsOf = ({ variants: [first, ...later] }: Behavior<unknown>) =>
  [shown(first.value), ...later.map(({ since, value }) => `since ${since} ${shown(value)}`)].join(
    '; ',
  )

const behaviorTable = () =>
  table(
    ['behavior', 'what it is about', 'variants', 'certainty', 'source'],
    Object.entries<Behavior<Behaviors[keyof Behaviors]>>(behaviors).map(([name, behavior]) => [
      `\`${name}\``,
      behavior.summary,
      variantsOf(behavior),
      behavior.certainty,
      cited(behavior.source),
    ]),
  )

const causeText = (cause: Cause): readonly [string, string] => {
  if ('rule' in cause)
    return [
      `rule [\`${cause.rule}\`](rules/${cause.rule}.md)`,
      findRule(cause.rule)?.certainty ?? '',
    ]
  if ('behavior' in cause) {
    return [`[behavior](behaviors.md) \`${cause.behavior}\``, behaviors[cause.behavior].certainty]
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

/** The sections that are printed from the code, by name. Each is in one page, between `<!-- name -->` and `<!-- /name -->`. */
export const printedSections = async (
  server: IdentityCenter,
): Promise<readonly (readonly [name: string, text: string])[]> =>
  Object.entries({
    operations: operations(),
    'identity-store': identityStore(),
    rules: ruleIndex(),
    behaviors: behaviorTable(),
    settings: settingsTable(),
    'store settings': storeSettingsTable(),
    deviations: deviationTable(),
    'common options': commonOptions(),
    commands: commandReference(),
    'admin api': await adminApiReference(server),
  }).map(([name, text]) => [name, `${text}\n`])
