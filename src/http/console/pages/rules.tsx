import { type Dialect, dialectOf, isInForce } from '../../../identity-center/dialect.ts'
import { storedRuleIds } from '../../../identity-center/former-rule-ids.ts'
import type { Certainty, Rule } from '../../../identity-center/rule.ts'
import { ruleBook } from '../../../identity-center/rules/rule-book.ts'
import { levelsOf } from '../../../identity-center/settings/settings-schema.ts'
import type { Settings } from '../../../identity-center/settings.ts'
import type { Severity } from '../parts/alert.tsx'
import { Badge } from '../parts/badge.tsx'
import { Form } from '../parts/form.tsx'
import { Prose } from '../parts/prose.tsx'
import { Select } from '../parts/select.tsx'
import { SourceLink } from '../parts/source-link.tsx'
import { field, type Page, type StoreVisit } from '../shared/page.ts'

const path = '/rules'

const certainties: Readonly<Record<Certainty, Severity | 'plain'>> = {
  documented: 'good',
  observed: 'note',
  assumed: 'plain',
}

const effectiveDates = ({ since, until }: Rule): string | undefined => {
  if (since !== undefined && until !== undefined) return `From ${since} until ${until}`
  if (since !== undefined) return `Since ${since}`
  return until === undefined ? undefined : `Until ${until}`
}

const Level = ({ rule, settings }: { readonly rule: Rule; readonly settings: Settings }) => {
  if (!rule.switchable) return <p class="hint">Fixed level: {rule.level}</p>
  return (
    <>
      <label for={`rule-${rule.id}`} class="visually-hidden">
        Level of {rule.id}
      </label>
      <Select
        id={`rule-${rule.id}`}
        name={rule.id}
        value={settings.rules?.[rule.id] ?? ''}
        options={[
          ['', `Default: ${rule.level}`],
          ...levelsOf(rule).map((level): [string, string] => [level, level]),
        ]}
      />
    </>
  )
}

const RuleRow = ({
  rule,
  dialect,
  settings,
}: {
  readonly rule: Rule
  readonly dialect: Dialect
  readonly settings: Settings
}) => {
  const dates = effectiveDates(rule)
  const [, ...formerIds] = storedRuleIds(rule.id) // so that links with a former id still work
  return (
    <li class="rule" id={rule.id}>
      <div>
        <h2>
          {formerIds.map((id) => (
            <span key={id} id={id} />
          ))}
          <code>{rule.id}</code>
        </h2>
        <p>
          <Prose text={rule.summary} />
        </p>
        <p class="hint">
          <Badge kind={certainties[rule.certainty]}>{rule.certainty}</Badge>
          <SourceLink source={rule.source} />
          {dates !== undefined && `. ${dates}`}
        </p>
        <p class="hint">
          Remedy: <Prose text={rule.remedy} />
        </p>
      </div>
      <div class="rule-level">
        <Level rule={rule} settings={settings} />
        {!isInForce(rule, dialect.asOf) && (
          <Badge kind="plain">not in effect on {dialect.asOf}</Badge>
        )}
        {dialect.level(rule) !== rule.level && isInForce(rule, dialect.asOf) && (
          <Badge kind="warning">current: {dialect.level(rule)}</Badge>
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
        The {ruleBook.length} rules that requests must obey, each with its source. To find out which
        rule a client violates, set a rule to warn or off for this identity store. The change
        applies to the next request.
      </p>
      <Form action={`${base}${path}/save`}>
        <ul class="rules">
          {ruleBook.map((rule) => (
            <RuleRow key={rule.id} rule={rule} dialect={dialect} settings={settings} />
          ))}
        </ul>
        <p class="save-bar">
          <button type="submit" class="primary">
            Save rules
          </button>
        </p>
      </Form>
    </>
  )
}

/** The page of all rules, with their level in this identity store. */
export const rulesPage: Page<StoreVisit> = {
  path,
  title: 'Rules',
  label: 'Rules',
  show,
  notices: { saved: 'The rules were saved. They apply to the next request.' },
  actions: {
    save: async (visit) => {
      const switchable = ruleBook.filter((rule) => rule.switchable)
      // A page of a server of the former version, open while servers are replaced, sends former ids.
      const submittedLevels = (id: string) => storedRuleIds(id).map((each) => field(visit, each))
      const rules = switchable.map(({ id }) => [id, submittedLevels(id).find(Boolean) ?? null])
      await visit.administration.changeSettings(visit.store.identityStoreId, {
        rules: Object.fromEntries(rules),
      })
      return { goTo: `${visit.base}${path}`, notice: 'saved' }
    },
  },
}
