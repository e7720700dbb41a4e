import type { EventSearch } from '../../../administration/event-search.ts'
import { currentRuleId } from '../../../identity-center/former-rule-ids.ts'
import { manualOperationNames } from '../../../identity-center/logged-apis.ts'
import { parseOrigin } from '../../../identity-center/origin.ts'
import { ruleBook } from '../../../identity-center/rules/rule-book.ts'
import { operationNames } from '../../../operations/operation.ts'
import { Field } from '../parts/field.tsx'
import { addressOf } from './searched.ts'

const operations = [...new Set<string>([...operationNames, ...manualOperationNames])]
const origins = [
  ['scim', 'SCIM'],
  ['manual', 'Manually'],
  ['api', 'Identity Store API'],
] as const

const Choice = ({
  name,
  label,
  chosen,
  choices,
}: {
  readonly name: keyof EventSearch
  readonly label: string
  readonly chosen: string | undefined
  readonly choices: readonly (readonly [value: string, label: string])[]
}) => (
  <Field id={`filter-${name}`} label={label}>
    <select id={`filter-${name}`} name={name}>
      <option value="">Any</option>
      {choices.map(([value, text]) => (
        <option key={value} value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  </Field>
)

const Words = ({
  name,
  label,
  given,
  list,
  ...rest
}: {
  readonly name: keyof EventSearch
  readonly label: string
  readonly given: string | undefined
  readonly list?: string
  readonly placeholder?: string
  readonly inputMode?: 'numeric'
}) => (
  <Field id={`filter-${name}`} label={label}>
    <input
      id={`filter-${name}`}
      name={name}
      value={given ?? ''}
      list={list}
      autocomplete="off"
      spellcheck={false}
      {...rest}
    />
  </Field>
)

/** The filters of a list of events: what is filled in stands in the address, so that it can be kept and passed on. */
export const FilterForm = ({
  path,
  asked,
  stores,
}: {
  /** Of the list. */
  readonly path: string
  readonly asked: EventSearch
  /** To choose from; none where the page is about one. */
  readonly stores?: readonly string[]
}) => {
  const { failed, ...rest } = asked
  const isNarrowed = Object.keys(rest).length > 0
  const isFailed = failed === 'true'
  return (
    <div class="filters">
      <ul class="chips" aria-label="Which events">
        <li>
          <a href={addressOf(path, rest)} aria-current={isFailed ? undefined : 'true'}>
            All
          </a>
        </li>
        <li>
          <a
            href={addressOf(path, { ...rest, failed: 'true' })}
            aria-current={isFailed ? 'true' : undefined}
          >
            Refused only
          </a>
        </li>
        {isNarrowed && (
          <li>
            <a href={path}>Clear all filters</a>
          </li>
        )}
      </ul>
      <details class="filter-box" open={isNarrowed}>
        <summary>Filters</summary>
        <form method="get" action={path} class="fields">
          {stores && (
            <Choice
              name="store"
              label="Identity store"
              chosen={asked.store}
              choices={[
                ['none', 'None: unknown tenants'],
                ...stores.map((id) => [id, id] as const),
              ]}
            />
          )}
          <Words name="name" label="User or group name" given={asked.name} />
          <Choice
            name="operation"
            label="Operation"
            chosen={asked.operation}
            choices={operations.map((name) => [name, name])}
          />
          <Words
            name="status"
            label="Status"
            given={asked.status}
            placeholder="400"
            inputMode="numeric"
          />
          <Words
            name="rule"
            label="Rule"
            given={asked.rule && currentRuleId(asked.rule)}
            list="rule-ids"
            placeholder="attribute-pattern"
          />
          <datalist id="rule-ids">
            {ruleBook.map(({ id, summary }) => (
              <option key={id} value={id}>
                {summary}
              </option>
            ))}
          </datalist>
          <Choice
            name="origin"
            label="Came by"
            chosen={parseOrigin(asked.origin)}
            choices={origins}
          />
          <Words name="since" label="Since" given={asked.since} placeholder="1h, 2026-01-31" />
          <Words
            name="until"
            label="Until"
            given={asked.until}
            placeholder="2026-01-31T12:00:00Z"
          />
          <Words name="requestId" label="Request id" given={asked.requestId} />
          <Words name="resourceId" label="User or group id" given={asked.resourceId} />
          <label class="check">
            <input type="checkbox" name="failed" value="true" checked={isFailed} />
            Refused only
          </label>
          <div class="row">
            <button type="submit" class="primary">
              Show
            </button>
          </div>
        </form>
      </details>
    </div>
  )
}
