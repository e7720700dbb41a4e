import type { Rule } from '../rule.ts'
import type { GroupSubject } from '../subjects.ts'
import {
  attributeType,
  duplicateKeys,
  requiredAttribute,
  unknownAttribute,
  unknownSchema,
  unsupportedSubAttribute,
} from './resource.ts'
import {
  characters,
  forbiddenCharacters,
  lineBreaksInNames,
  maximumLength,
  minimumLength,
  reservedName,
} from './text.ts'

/** What every group must obey that is to be stored, in the order of the service's complaints. */
export const groupRules: readonly Rule<GroupSubject>[] = [
  attributeType,
  requiredAttribute,
  minimumLength,
  characters,
  maximumLength,
  forbiddenCharacters,
  lineBreaksInNames,
  reservedName,
]

/** What is passed over in every group, and told. */
export const groupWarnings: readonly Rule<GroupSubject>[] = [
  unsupportedSubAttribute,
  unknownAttribute,
  unknownSchema,
  duplicateKeys,
]
