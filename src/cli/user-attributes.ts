import type { Command } from 'commander'
import { WrongUsage } from '../config.ts'
import { isObject } from '../scim/json-object.ts'
import type { JsonObject } from '../scim/resource.ts'
import type { Flags } from './administer.ts'
import { parseJsonFlag } from './json-flag.ts'

const example = '{"title":"Engineer"}'

/** Gives a command the flags that say what a user is like. */
export const addUserFlags = (command: Command): Command =>
  command
    .option('--given-name <name>', 'first name')
    .option('--family-name <name>', 'last name')
    .option('--display-name <name>', 'name as it is shown')
    .option('--email <address>', 'primary e-mail address')
    .option('--attributes <json>', `other attributes, as SCIM has them: '${example}'`)
    .option('--json', 'print the user as one line of JSON')

const otherAttributes = ({ attributes }: Flags): JsonObject => {
  if (attributes === undefined) return {}
  const parsed = parseJsonFlag('--attributes', attributes, example)
  if (isObject(parsed)) return parsed
  throw new WrongUsage(`--attributes wants a JSON object, as in '${example}'.`)
}

const toName = ({ givenName, familyName }: Flags, other: JsonObject[string]) => {
  const name = {
    ...(isObject(other) && other),
    ...(givenName !== undefined && { givenName }),
    ...(familyName !== undefined && { familyName }),
  }
  return Object.keys(name).length > 0 ? { name } : {}
}

/** What the flags say of a user, as SCIM has it. */
export const userAttributes = (flags: Flags): JsonObject => {
  const { displayName, email } = flags
  const others = otherAttributes(flags)
  return {
    ...others,
    ...toName(flags, others['name']),
    ...(displayName !== undefined && { displayName }),
    ...(email !== undefined && { emails: [{ value: email, type: 'work', primary: true }] }),
  }
}
