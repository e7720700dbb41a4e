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

/** What every group must obey that is to be stored, in the order of the service's complaints. */
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

/** What is passed over in every group, and told. */
export const groupWarnings: readonly CheckedRule<GroupSubject>[] = [
  subAttributeSupported,
  attributeKnown,
  schemaUrnKnown,
  bodyKeysUnique,
]
