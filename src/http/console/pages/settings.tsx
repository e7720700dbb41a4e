import type { SettingKind } from '../../../identity-center/setting-kinds.ts'
import {
  type Settings,
  type StoreSetting,
  storeSettings,
} from '../../../identity-center/settings.ts'
import { upperFirst } from '../../../lib/letter-case.ts'
import { Card } from '../parts/card.tsx'
import { Form } from '../parts/form.tsx'
import { Select } from '../parts/select.tsx'
import { field, type Page, type StoreVisit } from '../shared/page.ts'

const path = '/settings'

/** The value of a setting as text; empty if the store does not set it. */
const settingText = (settings: Settings, name: string): string => {
  const value = name
    .split('.')
    .reduce<unknown>(
      (within, part) =>
        typeof within === 'object' && within !== null
          ? new Map(Object.entries(within)).get(part)
          : undefined,
      settings,
    )
  return value === undefined ? '' : String(value)
}

/** Reads the form as a merge patch. An empty field resets its setting to the default. */
const readPatch = (visit: StoreVisit) => {
  const patch: Record<string, unknown> = {}
  for (const [name, { kind }] of Object.entries(storeSettings)) {
    const text = field(visit, name)
    const value = text === '' ? null : kind.fromText(text)
    const [top = name, within] = name.split('.')
    const part = patch[top]
    if (within === undefined) patch[top] = value
    else patch[top] = { ...(typeof part === 'object' ? part : {}), [within]: value }
  }
  return patch
}

const valueLabels: Readonly<Record<string, string>> = { true: 'Yes', false: 'No' }

const Control = ({
  name,
  kind: { schema },
  value,
}: {
  readonly name: string
  readonly kind: SettingKind
  readonly value: string
}) => {
  const id = `setting-${name}`
  const hint = `${id}-hint`
  if (Array.isArray(schema['enum'])) {
    const options = schema['enum'].map((each): [string, string] => [
      String(each),
      valueLabels[String(each)] ?? String(each),
    ])
    return <Select id={id} name={name} value={value} options={[['', 'Default'], ...options]} />
  }
  if (schema['format'] === 'date') {
    return <input id={id} name={name} type="date" value={value} aria-describedby={hint} />
  }
  return (
    <input
      id={id}
      name={name}
      type="number"
      min={Number(schema['minimum'])}
      max={Number(schema['maximum'])}
      value={value}
      aria-describedby={hint}
    />
  )
}

const toSentence = (text: string) => `${upperFirst(text)}.`

const Field = ({
  name,
  setting: { meaning, default: fallback, kind },
  value,
}: {
  readonly name: string
  readonly setting: StoreSetting
  readonly value: string
}) => (
  <div class="field">
    <label for={`setting-${name}`}>{name}</label>
    <Control name={name} kind={kind} value={value} />
    <p class="hint" id={`setting-${name}-hint`}>
      {toSentence(meaning)} Default: {fallback}.
    </p>
  </div>
)

const show = async ({ administration, store, base, form }: StoreVisit) => {
  const settings = await administration.getSettings(store.identityStoreId)
  return (
    <>
      <h1>Settings</h1>
      <p class="lead">
        These settings apply to this identity store. Changes take effect on the next request. Rules
        have <a href={`${base}/rules`}>their own page</a>.
      </p>
      <Card title="Settings of this identity store">
        <Form action={`${base}${path}/save`}>
          <div class="fields">
            {Object.entries(storeSettings).map(([name, setting]) => (
              <Field
                key={name}
                name={name}
                setting={setting}
                value={form.get(name) ?? settingText(settings, name)}
              />
            ))}
          </div>
          <p class="row spaced">
            <button type="submit" class="primary">
              Save settings
            </button>
          </p>
        </Form>
      </Card>
    </>
  )
}

/** The page of an identity store's settings. Its form is generated from the table of settings. */
export const settingsPage: Page<StoreVisit> = {
  path,
  title: 'Settings',
  label: 'Settings',
  show,
  notices: { saved: 'The settings were saved. They apply to the next request.' },
  actions: {
    save: async (visit) => {
      await visit.administration.changeSettings(visit.store.identityStoreId, readPatch(visit))
      return { goTo: `${visit.base}${path}`, notice: 'saved' }
    },
  },
}
