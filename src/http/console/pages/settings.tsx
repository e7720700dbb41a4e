import type { SettingKind } from '../../../identity-center/setting-kinds.ts'
import {
  type Settings,
  type StoreSetting,
  storeSettings,
} from '../../../identity-center/settings.ts'
import { Card } from '../parts/card.tsx'
import { Form } from '../parts/form.tsx'
import { Select } from '../parts/select.tsx'
import { field, type Page, type StoreVisit } from '../shared/page.ts'

const path = '/settings'

/** The value of a setting as text; empty where the store does not say. */
const textOf = (settings: Settings, name: string): string => {
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

/** What a setting is changed to by its field: null, which takes it away, where that is empty. */
const patchOf = (visit: StoreVisit) => {
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

const words: Readonly<Record<string, string>> = { true: 'Yes', false: 'No' }

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
      words[String(each)] ?? String(each),
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

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

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
      {sentence(meaning)} Default: {fallback}.
    </p>
  </div>
)

const show = async ({ administration, store, base, form }: StoreVisit) => {
  const settings = await administration.getSettings(store.identityStoreId)
  return (
    <>
      <h1>Settings</h1>
      <p class="lead">
        They hold for this identity store, from the next request on. Rules are set on{' '}
        <a href={`${base}/rules`}>a page of their own</a>.
      </p>
      <Card title="How this identity store behaves">
        <Form action={`${base}${path}/save`}>
          <div class="fields">
            {Object.entries(storeSettings).map(([name, setting]) => (
              <Field
                key={name}
                name={name}
                setting={setting}
                value={form.get(name) ?? textOf(settings, name)}
              />
            ))}
          </div>
          <p class="row spaced">
            <button type="submit" class="primary">
              Save the settings
            </button>
          </p>
        </Form>
      </Card>
    </>
  )
}

/** What is set for an identity store, by a form that is made from the table of settings. */
export const settingsPage: Page<StoreVisit> = {
  path,
  title: 'Settings',
  label: 'Settings',
  show,
  notices: { saved: 'The settings were saved. They hold from the next request on.' },
  actions: {
    save: async (visit) => {
      await visit.administration.changeSettings(visit.store.identityStoreId, patchOf(visit))
      return { goTo: `${visit.base}${path}`, notice: 'saved' }
    },
  },
}
