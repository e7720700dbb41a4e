import { Alert } from '../parts/alert.tsx'
import { Prose } from '../parts/prose.tsx'
import type { FormErrors } from './form-errors.ts'

/** What is held against what was filled in, and has no field in the form. */
export const OtherErrors = ({ faults: { others } }: { readonly faults: FormErrors }) =>
  others.length === 0 ? null : (
    <Alert kind="bad">
      <ul class="plain">
        {others.map(({ ruleId, sentence, remedy }, index) => (
          <li key={`${index} ${ruleId}`}>
            <Prose text={sentence} /> <Prose text={remedy} /> <code class="rule">{ruleId}</code>
          </li>
        ))}
      </ul>
    </Alert>
  )
