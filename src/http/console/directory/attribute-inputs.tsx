import type { JsonObject } from '../../../scim/resource.ts'
import { descriptionProps, Field } from '../parts/field.tsx'
import { Prose } from '../parts/prose.tsx'
import type { Visit } from '../shared/page.ts'
import { type AttributeField, fieldName, readAttribute } from './attribute-field.ts'
import type { FormErrors } from './form-errors.ts'

/** The inputs of attributes, with submitted or else stored values, and with their errors. */
export const AttributeInputs = ({
  visit: { form },
  fields,
  resource = {},
  errors,
  isNew,
}: {
  readonly visit: Pick<Visit, 'form'>
  readonly fields: readonly AttributeField[]
  readonly resource?: JsonObject | undefined
  readonly errors: FormErrors
  readonly isNew: boolean
}) => (
  <div class="fields">
    {fields.map((each) => {
      const name = fieldName(each)
      const id = `field-${name.replaceAll(/[^\w-]/g, '-')}`
      const fieldErrors = errors.forField(each)
      const value = form.get(name) ?? readAttribute(resource, each)
      const shared = {
        id,
        name,
        required: each.required === true,
        ...descriptionProps(id, each.hint !== undefined, fieldErrors.length > 0),
      }
      return (
        <Field
          key={name}
          id={id}
          label={each.required ? `${each.label} (required)` : each.label}
          hint={each.hint}
          wide={each.multiline === true}
          errors={fieldErrors.map(({ sentence, value: shown, remedy, ruleId }) => (
            <>
              <Prose text={sentence} /> {shown !== '' && <Prose text={`Value: ${shown}.`} />}{' '}
              <Prose text={remedy} /> <code class="rule-id">{ruleId}</code>
            </>
          ))}
        >
          {each.multiline ? (
            <textarea {...shared} rows={4}>
              {value}
            </textarea>
          ) : (
            <input
              {...shared}
              value={value}
              readOnly={each.immutable === true && !isNew}
              autocomplete="off"
              spellcheck={false}
            />
          )}
        </Field>
      )
    })}
  </div>
)
