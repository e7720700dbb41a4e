import { isObject } from '../../scim/json-object.ts'
import { withCurrentRuleIds } from '../former-rule-ids.ts'
import type { Level } from '../rule.ts'
import { findRule } from '../rules/rule-book.ts'
import { ruleLevels, type Settings, storeSettings } from '../settings.ts'

type Fields = Readonly<Record<string, unknown>>

const isLevel = (value: unknown): value is Level => ruleLevels.some((level) => level === value)

const describeLevelError = (id: string, level: unknown): string | undefined => {
  const rule = findRule(id)
  if (rule === undefined) return `There is no rule ${id}.`
  if (!rule.switchable) return `The rule ${id} cannot be switched.`
  if (!isLevel(level)) return `The rule ${id} is set to refuse, warn or off.`
  if (rule.levels?.includes(level) === false) {
    return `The rule ${id} is set to ${rule.levels.join(' or ')}.`
  }
  return undefined
}

/** Valid settings, and a sentence about each of the others. */
interface Parsed {
  readonly settings: Fields
  readonly errors: readonly string[]
}

/** The names that are settings, or lead to some: `quotas` to `quotas.users`. */
const topNames = new Set(Object.keys(storeSettings).map((name) => name.split('.', 1).join()))

const listNestedNames = (top: string) =>
  Object.keys(storeSettings).flatMap((name) =>
    name.startsWith(`${top}.`) ? [name.slice(top.length + 1)] : [],
  )

const parseValue = (name: string, value: unknown): Parsed => {
  const setting = Object.hasOwn(storeSettings, name) ? storeSettings[name] : undefined
  if (setting === undefined) return { settings: {}, errors: [`There is no setting ${name}.`] }
  const { expects, accepts } = setting.kind
  return accepts(value)
    ? { settings: { [name]: value }, errors: [] }
    : { settings: {}, errors: [`${name} is ${expects}.`] }
}

const parseRules = (value: unknown): Parsed => {
  if (!isObject(value)) {
    return { settings: {}, errors: ['rules is an object of levels by rule id.'] }
  }
  const rules = Object.entries(withCurrentRuleIds(value)) // before unknown ids are dropped
  const errors = rules.flatMap(([id, level]) => describeLevelError(id, level) ?? [])
  const accepted = rules.filter(([id, level]) => describeLevelError(id, level) === undefined)
  return { settings: Object.fromEntries(accepted), errors: errors }
}

const parseGroup = (top: string, value: unknown): Parsed => {
  if (!isObject(value)) {
    const names = listNestedNames(top)
    const list = `${names.slice(0, -1).join(', ')} and ${names.slice(-1).join()}`
    return { settings: {}, errors: [`${top} is an object of ${list}.`] }
  }
  const parts = Object.entries(value).map(([name, each]) => ({
    name,
    parsed: parseValue(`${top}.${name}`, each),
  }))
  const accepted = parts.filter(({ parsed }) => parsed.errors.length === 0)
  return {
    settings: Object.fromEntries(accepted.map(({ name }) => [name, value[name]])),
    errors: parts.flatMap(({ parsed }) => parsed.errors),
  }
}

const parseTop = (name: string, value: unknown): Parsed => {
  // Dotted names are for people. Settings are stored nested.
  if (name.includes('.')) return { settings: {}, errors: [`There is no setting ${name}.`] }
  const isGroup = topNames.has(name) && !Object.hasOwn(storeSettings, name)
  if (!isGroup && name !== 'rules') return parseValue(name, value)
  const { settings, errors } = isGroup ? parseGroup(name, value) : parseRules(value)
  return {
    settings: Object.keys(settings).length === 0 ? {} : { [name]: settings },
    errors: errors,
  }
}

/** Parses settings: the valid ones, and a sentence about each of the others. */
export const parseSettings = (
  value: unknown,
): { readonly settings: Settings; readonly errors: readonly string[] } => {
  if (!isObject(value)) return { settings: {}, errors: ['Settings are a JSON object.'] }
  const parts = Object.entries(value).map(([name, each]) => parseTop(name, each))
  const known = Object.assign({}, ...parts.map(({ settings }) => settings))
  return {
    settings: known as Settings, // each part by the table, or by the rule book
    errors: parts.flatMap(({ errors }) => errors),
  }
}
