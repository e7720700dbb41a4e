import { upperFirst } from '../../lib/letter-case.ts'
import type { Level, Rule } from '../rule.ts'
import { ruleBook } from '../rules/rule-book.ts'
import { ruleLevels, type StoreSetting, storeSettings } from '../settings.ts'

type Schema = Readonly<Record<string, unknown>>

const schemaOf = ({ meaning, default: fallback, kind }: StoreSetting): Schema => ({
  ...kind.schema,
  description: `${upperFirst(meaning)}. Without it: ${fallback}.`,
})

const object = (properties: Readonly<Record<string, Schema>>, description: string): Schema => ({
  type: 'object',
  description,
  properties,
  additionalProperties: false,
})

/** The levels that settings may choose for a rule. */
export const levelsOf = ({ levels }: Rule): readonly Level[] => levels ?? ruleLevels

const levelSchema = (rule: Rule): Schema => ({
  enum: levelsOf(rule),
  default: rule.level,
  description: rule.summary,
})

const rules = object(
  Object.fromEntries(
    ruleBook.filter(({ switchable }) => switchable).map((rule) => [rule.id, levelSchema(rule)]),
  ),
  'The levels of rules, where they differ from the default.',
)

const groups = { quotas: 'Quotas of users and groups.', events: 'Retention of events.' } as const

const buildGroupSchema = (top: keyof typeof groups): Schema => {
  const parts = Object.entries(storeSettings).filter(([name]) => name.startsWith(`${top}.`))
  const named = parts.map(([name, setting]) => [name.slice(top.length + 1), schemaOf(setting)])
  return object(Object.fromEntries(named), groups[top])
}

const flatSettings = Object.entries(storeSettings)
  .filter(([name]) => !name.includes('.'))
  .map(([name, setting]) => [name, schemaOf(setting)])

/** The settings of an identity store as a JSON schema (2020-12). */
export const settingsSchema: Schema = {
  title: 'Settings of an identity store',
  ...object(
    {
      ...Object.fromEntries(flatSettings),
      rules,
      quotas: buildGroupSchema('quotas'),
      events: buildGroupSchema('events'),
    },
    'The settings of an identity store. All are optional.',
  ),
}
