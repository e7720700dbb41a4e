import type { Command } from 'commander'
import { WrongUsage } from '../config.ts'
import { isObject } from '../scim/json-object.ts'
import type { JsonObject } from '../scim/resource.ts'
import type { Flags } from './administer.ts'
import { parseJsonFlag } from './json-flag.ts'

const example = '{"title":"Engineer"}'

/** Adds the options for the attributes of a user to a command. */
export const addUserFlags = (command: Command): Command =>
  command
    .option('--given-name <name>', 'first name')
    .option('--family-name <name>', 'last name')
    .option('--display-name <name>', 'display name')
    .option('--email <address>', 'primary email address')
    .option('--attributes <json>', `other attributes in SCIM form, such as '${example}'`)
    .option('--json', 'print one line of JSON')

const otherAttributes = ({ attributes }: Flags): JsonObject => {
  if (attributes === undefined) return {}
  const parsed = parseJsonFlag('--attributes', attributes, example)
  if (isObject(parsed)) return parsed
  throw new WrongUsage(`--attributes must be a JSON object, such as '${example}'.`)
}

const toName = ({ givenName, familyName }: Flags, other: JsonObject[string]) => {
  const name = {
    ...(isObject(other) && other),
    ...(givenName !== undefined && { givenName }),
    ...(familyName !== undefined && { familyName }),
  }
  return Object.keys(name).length > 0 ? { name } : {}
}

/** Converts the options to attributes in SCIM form. */
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
