import { Alert } from '../parts/alert.tsx'
import { Prose } from '../parts/prose.tsx'
import type { FormErrors } from './form-errors.ts'

/** The refusals of a submitted form that no field is about. */
export const OtherErrors = ({ errors: { others } }: { readonly errors: FormErrors }) =>
  others.length === 0 ? null : (
    <Alert kind="bad">
      <ul class="plain">
        {others.map(({ ruleId, sentence, remedy }, index) => (
          <li key={`${index} ${ruleId}`}>
            <Prose text={sentence} /> <Prose text={remedy} /> <code class="rule-id">{ruleId}</code>
          </li>
        ))}
      </ul>
    </Alert>
  )
