import type { JsonObject } from '../../../scim/resource.ts'
import { described, Field } from '../parts/field.tsx'
import { Prose } from '../parts/prose.tsx'
import type { Visit } from '../shared/page.ts'
import { type AttributeField, fieldName, valueAt } from './attribute-field.ts'
import type { FormErrors } from './form-errors.ts'

/** The inputs of some attributes, with what was filled in, or else with what there is, and what is wrong with it. */
export const AttributeInputs = ({
  visit: { form },
  fields,
  resource = {},
  faults: errors,
  isNew,
}: {
  readonly visit: Pick<Visit, 'form'>
  readonly fields: readonly AttributeField[]
  readonly resource?: JsonObject | undefined
  readonly faults: FormErrors
  readonly isNew: boolean
}) => (
  <div class="fields">
    {fields.map((each) => {
      const name = fieldName(each)
      const id = `field-${name.replaceAll(/[^\w-]/g, '-')}`
      const found = errors.at(each)
      const value = form.get(name) ?? valueAt(resource, each)
      const shared = {
        id,
        name,
        required: each.required === true,
        ...described(id, each.hint !== undefined, found.length > 0),
      }
      return (
        <Field
          key={name}
          id={id}
          label={each.required ? `${each.label} (required)` : each.label}
          hint={each.hint}
          wide={each.long === true}
          faults={found.map(({ sentence, value: shown, remedy, ruleId }) => (
            <>
              <Prose text={sentence} /> {shown !== '' && <Prose text={`Given: ${shown}.`} />}{' '}
              <Prose text={remedy} /> <code class="rule">{ruleId}</code>
            </>
          ))}
        >
          {each.long ? (
            <textarea {...shared} rows={4}>
              {value}
            </textarea>
          ) : (
            <input
              {...shared}
              value={value}
              readOnly={each.once === true && !isNew}
              autocomplete="off"
              spellcheck={false}
            />
          )}
        </Field>
      )
    })}
  </div>
)
