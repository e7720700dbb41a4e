import type { EventSearch } from '../../../administration/event-search.ts'
import { knownOperations } from '../../../administration/event-search.ts'
import { currentRuleId } from '../../../identity-center/former-rule-ids.ts'
import { parseOrigin } from '../../../identity-center/origin.ts'
import { ruleBook } from '../../../identity-center/rules/rule-book.ts'
import { Field } from '../parts/field.tsx'
import { eventsUrl } from './event-filters.ts'

const origins = [
  ['scim', 'SCIM'],
  ['manual', 'Manual'],
  ['api', 'Identity Store API'],
] as const

const SelectFilter = ({
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

const TextFilter = ({
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

/** The filters of a list of events. The URL contains them, so that it can be bookmarked and shared. */
export const FilterForm = ({
  path,
  filters,
  stores,
}: {
  /** The path of the list. */
  readonly path: string
  readonly filters: EventSearch
  /** The identity stores to choose from. Undefined on a page about one store. */
  readonly stores?: readonly string[]
}) => {
  const { failed, ...rest } = filters
  const isNarrowed = Object.keys(rest).length > 0
  const isFailed = failed === 'true'
  return (
    <div class="filters">
      <ul class="chips" aria-label="Filter by result">
        <li>
          <a href={eventsUrl(path, rest)} aria-current={isFailed ? undefined : 'true'}>
            All
          </a>
        </li>
        <li>
          <a
            href={eventsUrl(path, { ...rest, failed: 'true' })}
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
            <SelectFilter
              name="store"
              label="Identity store"
              chosen={filters.store}
              choices={[
                ['none', 'None (unknown tenant)'],
                ...stores.map((id) => [id, id] as const),
              ]}
            />
          )}
          <TextFilter name="name" label="User or group name" given={filters.name} />
          <SelectFilter
            name="operation"
            label="Operation"
            chosen={filters.operation}
            choices={knownOperations.map((name) => [name, name])}
          />
          <TextFilter
            name="status"
            label="Status"
            given={filters.status}
            placeholder="400"
            inputMode="numeric"
          />
          <TextFilter
            name="rule"
            label="Rule"
            given={filters.rule && currentRuleId(filters.rule)}
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
          <SelectFilter
            name="origin"
            label="Received through"
            chosen={parseOrigin(filters.origin)}
            choices={origins}
          />
          <TextFilter
            name="since"
            label="Since"
            given={filters.since}
            placeholder="1h, 2026-01-31"
          />
          <TextFilter
            name="until"
            label="Until"
            given={filters.until}
            placeholder="2026-01-31T12:00:00Z"
          />
          <TextFilter name="requestId" label="Request ID" given={filters.requestId} />
          <TextFilter name="resourceId" label="User or group ID" given={filters.resourceId} />
          <label class="check">
            <input type="checkbox" name="failed" value="true" checked={isFailed} />
            Refused only
          </label>
          <div class="row">
            <button type="submit" class="primary">
              Apply filters
            </button>
          </div>
        </form>
      </details>
    </div>
  )
}
