import { isObject } from '../../scim/json-object.ts'
import { withCurrentRuleIds } from '../former-rule-ids.ts'
import type { Level } from '../rule.ts'
import { findRule } from '../rules/rule-book.ts'
import { ruleLevels, type Settings, storeSettings } from '../settings.ts'

type Fields = Readonly<Record<string, unknown>>

const isLevel = (value: unknown): value is Level => ruleLevels.some((level) => level === value)

const levelFault = (id: string, level: unknown): string | undefined => {
  const rule = findRule(id)
  if (rule === undefined) return `There is no rule ${id}.`
  if (!rule.switchable) return `The rule ${id} cannot be switched.`
  if (!isLevel(level)) return `The rule ${id} is set to refuse, warn or off.`
  if (rule.levels?.includes(level) === false) {
    return `The rule ${id} is set to ${rule.levels.join(' or ')}.`
  }
  return undefined
}

/** The part of some settings that means something, and what is wrong with the others. */
interface Parsed {
  readonly settings: Fields
  readonly faults: readonly string[]
}

/** The names that are settings, or lead to some: `quotas` to `quotas.users`. */
const tops = new Set(Object.keys(storeSettings).map((name) => name.split('.', 1).join()))

const withinOf = (top: string) =>
  Object.keys(storeSettings).flatMap((name) =>
    name.startsWith(`${top}.`) ? [name.slice(top.length + 1)] : [],
  )

const parseValue = (name: string, value: unknown): Parsed => {
  const setting = Object.hasOwn(storeSettings, name) ? storeSettings[name] : undefined
  if (setting === undefined) return { settings: {}, faults: [`There is no setting ${name}.`] }
  const { expects, accepts } = setting.kind
  return accepts(value)
    ? { settings: { [name]: value }, faults: [] }
    : { settings: {}, faults: [`${name} is ${expects}.`] }
}

const parseRules = (value: unknown): Parsed => {
  if (!isObject(value)) {
    return { settings: {}, faults: ['rules is an object of levels by rule id.'] }
  }
  const rules = Object.entries(withCurrentRuleIds(value)) // before unknown ids are dropped
  const errors = rules.flatMap(([id, level]) => levelFault(id, level) ?? [])
  const accepted = rules.filter(([id, level]) => levelFault(id, level) === undefined)
  return { settings: Object.fromEntries(accepted), faults: errors }
}

const parseGroup = (top: string, value: unknown): Parsed => {
  if (!isObject(value)) {
    const names = withinOf(top)
    const list = `${names.slice(0, -1).join(', ')} and ${names.slice(-1).join()}`
    return { settings: {}, faults: [`${top} is an object of ${list}.`] }
  }
  const parts = Object.entries(value).map(([name, each]) => ({
    name,
    parsed: parseValue(`${top}.${name}`, each),
  }))
  const accepted = parts.filter(({ parsed }) => parsed.faults.length === 0)
  return {
    settings: Object.fromEntries(accepted.map(({ name }) => [name, value[name]])),
    faults: parts.flatMap(({ parsed }) => parsed.faults),
  }
}

const parseTop = (name: string, value: unknown): Parsed => {
  // A dotted name is how people write it, not how it is kept.
  if (name.includes('.')) return { settings: {}, faults: [`There is no setting ${name}.`] }
  const isGroup = tops.has(name) && !Object.hasOwn(storeSettings, name)
  if (!isGroup && name !== 'rules') return parseValue(name, value)
  const { settings, faults: errors } = isGroup ? parseGroup(name, value) : parseRules(value)
  return {
    settings: Object.keys(settings).length === 0 ? {} : { [name]: settings },
    faults: errors,
  }
}

/** Settings as somebody gave them: those that mean something, and what is wrong with the others, in sentences. */
export const parseSettings = (
  value: unknown,
): { readonly settings: Settings; readonly faults: readonly string[] } => {
  if (!isObject(value)) return { settings: {}, faults: ['Settings are a JSON object.'] }
  const parts = Object.entries(value).map(([name, each]) => parseTop(name, each))
  const known = Object.assign({}, ...parts.map(({ settings }) => settings))
  return {
    settings: known as Settings, // each part by the table, or by the rule book
    faults: parts.flatMap(({ faults: errors }) => errors),
  }
}
