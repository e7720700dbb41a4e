import { type Dialect, dialectOf, isInForce } from '../../../identity-center/dialect.ts'
import type { Certainty, Law } from '../../../identity-center/rule.ts'
import { ruleBook } from '../../../identity-center/rule-book.ts'
import type { Settings } from '../../../identity-center/settings.ts'
import { levelsOf } from '../../../identity-center/settings-schema.ts'
import { field, type Page, type StoreVisit } from '../page.ts'
import type { Mood } from '../parts/alert.tsx'
import { Badge } from '../parts/badge.tsx'
import { Form } from '../parts/form.tsx'
import { Select } from '../parts/select.tsx'
import { SourceLink } from '../parts/source-link.tsx'

const path = '/rules'

const certainties: Readonly<Record<Certainty, Mood | 'plain'>> = {
  documented: 'good',
  observed: 'note',
  assumed: 'plain',
}

const datesOf = ({ since, until }: Law): string | undefined => {
  if (since !== undefined && until !== undefined) return `From ${since} until ${until}`
  if (since !== undefined) return `From ${since} on`
  return until === undefined ? undefined : `Until ${until}`
}

const Level = ({ law, settings }: { readonly law: Law; readonly settings: Settings }) => {
  if (!law.switchable) return <p class="hint">Always: {law.level}</p>
  return (
    <>
      <label for={`rule-${law.id}`} class="unseen">
        Level of {law.id}
      </label>
      <Select
        id={`rule-${law.id}`}
        name={law.id}
        value={settings.rules?.[law.id] ?? ''}
        options={[
          ['', `Default: ${law.level}`],
          ...levelsOf(law).map((level): [string, string] => [level, level]),
        ]}
      />
    </>
  )
}

const Rule = ({
  law,
  dialect,
  settings,
}: {
  readonly law: Law
  readonly dialect: Dialect
  readonly settings: Settings
}) => {
  const dates = datesOf(law)
  return (
    <li class="law" id={law.id}>
      <div>
        <h2>
          <code>{law.id}</code>
        </h2>
        <p>{law.summary}</p>
        <p class="hint">
          <Badge kind={certainties[law.certainty]}>{law.certainty}</Badge>
          <SourceLink source={law.source} />
          {dates !== undefined && `. ${dates}`}
        </p>
        <p class="hint">Remedy: {law.remedy}</p>
      </div>
      <div class="law-level">
        <Level law={law} settings={settings} />
        {!isInForce(law, dialect.asOf) && <Badge kind="plain">not in force {dialect.asOf}</Badge>}
        {dialect.level(law) !== law.level && isInForce(law, dialect.asOf) && (
          <Badge kind="warning">now: {dialect.level(law)}</Badge>
        )}
      </div>
    </li>
  )
}

const show = async ({ administration, store, base, asOf }: StoreVisit) => {
  const settings = await administration.getSettings(store.identityStoreId)
  const dialect = dialectOf(settings, asOf)
  return (
    <>
      <h1>Rules</h1>
      <p class="lead">
        The {ruleBook.length} restrictions of the service, each with where it is written down. To
        find out which one a client trips over, set one to warn or off for this identity store: it
        holds from the next request on.
      </p>
      <Form action={`${base}${path}/save`}>
        <ul class="laws">
          {ruleBook.map((law) => (
            <Rule key={law.id} law={law} dialect={dialect} settings={settings} />
          ))}
        </ul>
        <p class="save-bar">
          <button type="submit" class="primary">
            Save the rules
          </button>
        </p>
      </Form>
    </>
  )
}

/** The rule book, and what breaking each rule leads to in this identity store. */
export const rulesPage: Page<StoreVisit> = {
  path,
  title: 'Rules',
  label: 'Rules',
  show,
  notices: { saved: 'The rules were saved. They hold from the next request on.' },
  actions: {
    save: async (visit) => {
      const switchable = ruleBook.filter((law) => law.switchable)
      const rules = switchable.map(({ id }) => [id, field(visit, id) || null])
      await visit.administration.changeSettings(visit.store.identityStoreId, {
        rules: Object.fromEntries(rules),
      })
      return { goTo: `${visit.base}${path}`, notice: 'saved' }
    },
  },
}
