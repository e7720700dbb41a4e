import type { JsonObject } from '../../../scim/resource.ts'
import { Form } from '../parts/form.tsx'
import type { StoreVisit } from '../shared/page.ts'
import {
  type AttributeField,
  fieldName,
  mainUserFields,
  otherUserFields,
  readAttribute,
  userFields,
} from './attribute-field.ts'
import { AttributeInputs } from './attribute-inputs.tsx'
import { type FormErrors, toFormErrors } from './form-errors.ts'
import { OtherErrors } from './other-errors.tsx'

const hasContent = (
  { form }: StoreVisit,
  fields: readonly AttributeField[],
  resource: JsonObject,
  errors: FormErrors,
): boolean =>
  fields.some(
    (each) =>
      errors.forField(each).length > 0 ||
      (form.get(fieldName(each)) ?? readAttribute(resource, each)) !== '',
  )

/** The form of a user's attributes. */
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
  /** Where the Cancel link leads. */
  readonly back: string
}) => {
  const errors = toFormErrors(visit.findings, userFields)
  const shared = { visit, resource, errors, isNew }
  return (
    <Form action={action} class="card attributes">
      <OtherErrors errors={errors} />
      <AttributeInputs {...shared} fields={mainUserFields} />
      {otherUserFields.map(([title, fields]) => (
        <details key={title} class="fold" open={hasContent(visit, fields, resource, errors)}>
          <summary>{title}</summary>
          <div>
            <AttributeInputs {...shared} fields={fields} />
          </div>
        </details>
      ))}
      <p class="row">
        <button type="submit" class="primary">
          {isNew ? 'Add user' : 'Save'}
        </button>
        <a href={back}>Cancel</a>
      </p>
    </Form>
  )
}
