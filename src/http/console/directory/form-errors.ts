import type { Finding } from '../../../identity-center/rule.ts'
import { type AttributeField, fieldName } from './attribute-field.ts'

/** Whether a field is the attribute at `path` or one of its sub-attributes. */
const isWithin = (path: string, name: string): boolean =>
  name === path || name.startsWith(`${path}.`) || name.startsWith(`${path}:`)

/** The refusals of a submitted form. Each belongs to the first field that it is about. */
export interface FormErrors {
  readonly forField: (attribute: AttributeField) => readonly Finding[]
  /** Refusals that no field of the form is about. */
  readonly others: readonly Finding[]
}

/** Assigns refusals to the fields of a form. Warnings are left out. */
export const toFormErrors = (
  findings: readonly Finding[],
  fields: readonly AttributeField[],
): FormErrors => {
  const refused = findings.filter(({ severity }) => severity === 'refused')
  const findField = ({ path }: Finding) =>
    fields.find((each) => fieldName(each) === path) ??
    fields.find((each) => path !== '' && isWithin(path, fieldName(each)))
  return {
    forField: (field) => refused.filter((finding) => findField(finding) === field),
    others: refused.filter((finding) => findField(finding) === undefined),
  }
}
