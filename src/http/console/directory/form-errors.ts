import type { Finding } from '../../../identity-center/rule.ts'
import { type AttributeField, fieldName } from './attribute-field.ts'

/** Whether a finding is about a field: the attribute itself, or one that it is the (first) part of. */
const isAbout = (path: string, name: string): boolean =>
  name === path || name.startsWith(`${path}.`) || name.startsWith(`${path}:`)

/** What is held against what was filled in, each at the first field that it is about. */
export interface FormErrors {
  readonly at: (attribute: AttributeField) => readonly Finding[]
  /** What no field of the form is about. */
  readonly others: readonly Finding[]
}

/** Sorts findings by the fields of a form. */
export const formErrorsOf = (
  findings: readonly Finding[],
  fields: readonly AttributeField[],
): FormErrors => {
  const refused = findings.filter(({ severity }) => severity === 'refused')
  const fieldOf = ({ path }: Finding) =>
    fields.find((each) => fieldName(each) === path) ??
    fields.find((each) => path !== '' && isAbout(path, fieldName(each)))
  return {
    at: (attribute) => refused.filter((finding) => fieldOf(finding) === attribute),
    others: refused.filter((finding) => fieldOf(finding) === undefined),
  }
}
