import type { CheckedRule } from '../checked-rule.ts'
import type { GroupSubject } from '../subjects.ts'
import {
  attributeKnown,
  attributeRequired,
  attributeType,
  bodyKeysUnique,
  schemaUrnKnown,
  subAttributeSupported,
} from './resource.ts'
import {
  attributeForbiddenCharacters,
  attributeLengthMax,
  attributeLengthMin,
  attributePattern,
  nameNotReserved,
  nameSingleLine,
} from './text.ts'

/** Rules for every group to be stored, in the order in which the service checks. */
export const groupRules: readonly CheckedRule<GroupSubject>[] = [
  attributeType,
  attributeRequired,
  attributeLengthMin,
  attributePattern,
  attributeLengthMax,
  attributeForbiddenCharacters,
  nameSingleLine,
  nameNotReserved,
]

/** What the server ignores in every group, with a warning. */
export const groupWarnings: readonly CheckedRule<GroupSubject>[] = [
  subAttributeSupported,
  attributeKnown,
  schemaUrnKnown,
  bodyKeysUnique,
]
