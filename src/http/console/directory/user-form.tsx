import type { JsonObject } from '../../../scim/resource.ts'
import { Form } from '../parts/form.tsx'
import type { StoreVisit } from '../shared/page.ts'
import {
  type AttributeField,
  fieldName,
  mainUserFields,
  otherUserFields,
  userFields,
  valueAt,
} from './attribute-field.ts'
import { AttributeInputs } from './attribute-inputs.tsx'
import { type FormErrors, formErrorsOf } from './form-errors.ts'
import { OtherErrors } from './other-errors.tsx'

const isOpen = (
  { form }: StoreVisit,
  fields: readonly AttributeField[],
  resource: JsonObject,
  errors: FormErrors,
): boolean =>
  fields.some(
    (each) =>
      errors.at(each).length > 0 || (form.get(fieldName(each)) ?? valueAt(resource, each)) !== '',
  )

/** All that can be said of a user by hand. */
export const UserForm = ({
  visit,
  action,
  resource = {},
  isNew,
  back,
}: {
  readonly visit: StoreVisit
  readonly action: string
  readonly resource?: JsonObject
  readonly isNew: boolean
  /** Where nothing is done. */
  readonly back: string
}) => {
  const errors = formErrorsOf(visit.findings, userFields)
  const shared = { visit, resource, faults: errors, isNew }
  return (
    <Form action={action} class="card attributes">
      <OtherErrors faults={errors} />
      <AttributeInputs {...shared} fields={mainUserFields} />
      {otherUserFields.map(([title, fields]) => (
        <details key={title} class="fold" open={isOpen(visit, fields, resource, errors)}>
          <summary>{title}</summary>
          <div>
            <AttributeInputs {...shared} fields={fields} />
          </div>
        </details>
      ))}
      <p class="row">
        <button type="submit" class="primary">
          {isNew ? 'Add the user' : 'Save'}
        </button>
        <a href={back}>Cancel</a>
      </p>
    </Form>
  )
}
