import { Alert } from '../parts/alert.tsx'
import { Badge } from '../parts/badge.tsx'
import { Card } from '../parts/card.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { Form } from '../parts/form.tsx'
import { NewToken } from '../parts/new-token.tsx'
import { ProviderSettings } from '../parts/provider-settings.tsx'
import { computeRotation } from '../parts/rotation.ts'
import { RotationSteps } from '../parts/rotation-steps.tsx'
import { liveTokens } from '../parts/token-state.ts'
import { TokenTable } from '../parts/token-table.tsx'
import { requireTyped, TypedConfirm } from '../parts/typed-confirm.tsx'
import { field, type Page, type StoreVisit } from '../shared/page.ts'

const path = '/provisioning'

const Disabled = ({ base }: { readonly base: string }) => (
  <Card title="Automatic provisioning is disabled">
    <p class="lead">
      No identity provider can connect. Enabling provisioning creates a new SCIM endpoint and an
      access token. It does not change users or groups.
    </p>
    <Form action={`${base}${path}/enable`}>
      <button type="submit" class="primary">
        Enable automatic provisioning
      </button>
    </Form>
  </Card>
)

const Disable = ({ base, live }: { readonly base: string; readonly live: number }) => (
  <Card title="Disable automatic provisioning">
    <p class="lead">
      This removes the SCIM endpoint permanently. Enabling provisioning again creates a different
      endpoint. Users and groups are not deleted.
      {live > 0 && (
        <>
          {' '}
          <strong>
            First delete {live === 1 ? 'the valid access token' : `the ${live} valid access tokens`}
            .
          </strong>
        </>
      )}
    </p>
    <TypedConfirm label="Disable" word="DISABLE" action={`${base}${path}/disable`} id="disable" />
  </Card>
)

const show = async ({ administration, store, base, now }: StoreVisit) => {
  const { identityStoreId: id, scimEndpoint, tenantId } = store
  const [tokens, { banner }] = await Promise.all([
    administration.listTokens(id),
    administration.getReminders(id),
  ])
  const live = liveTokens(tokens)
  return (
    <>
      <div class="page-head">
        <h1>Provisioning</h1>
        {store.provisioningEnabled ? (
          <Badge kind="good">Enabled</Badge>
        ) : (
          <Badge kind="plain">Disabled</Badge>
        )}
      </div>
      {banner !== null && <Alert kind="warning">{banner}</Alert>}
      {!store.provisioningEnabled && <Disabled base={base} />}
      {scimEndpoint !== null && (
        <Card title="Inbound automatic provisioning">
          <CopyField label="SCIM endpoint" value={scimEndpoint} />
          {tenantId !== null && <CopyField label="Tenant ID" value={tenantId} />}
        </Card>
      )}
      {(store.provisioningEnabled || tokens.length > 0) && (
        <TokenTable tokens={tokens} base={base} now={now} />
      )}
      {live.length > 0 && (
        <RotationSteps base={base} rotation={computeRotation(tokens)} now={now} />
      )}
      {scimEndpoint !== null && <ProviderSettings endpoint={scimEndpoint} token={undefined} />}
      {store.provisioningEnabled && <Disable base={base} live={live.length} />}
    </>
  )
}

/** The page that connects an identity provider: endpoint, access tokens and their rotation, as in AWS's console. */
export const provisioningPage: Page<StoreVisit> = {
  path,
  title: 'Provisioning',
  label: 'Provisioning',
  show,
  notices: {
    disabled: 'Automatic provisioning is disabled. The endpoint now rejects every request.',
    enabled: 'Automatic provisioning is already enabled.',
    deleted: 'The access token was deleted. The server will reject the next request with it.',
  },
  actions: {
    enable: async ({ administration, store, base }) => {
      const { token, ...enabled } = await administration.setProvisioning(
        store.identityStoreId,
        true,
      )
      if (token === undefined) return { goTo: `${base}${path}`, notice: 'enabled' }
      return { show: <NewToken store={enabled} token={token} /> }
    },
    disable: async (visit) => {
      const { administration, store, base } = visit
      requireTyped(visit, 'DISABLE')
      await administration.setProvisioning(store.identityStoreId, false)
      return { goTo: `${base}${path}`, notice: 'disabled' }
    },
    'create-token': async ({ administration, store }) => ({
      show: (
        <NewToken store={store} token={await administration.createToken(store.identityStoreId)} />
      ),
    }),
    'delete-token': async (visit) => {
      const { administration, store, base } = visit
      requireTyped(visit, 'DELETE')
      await administration.deleteToken(store.identityStoreId, field(visit, 'token'))
      return { goTo: `${base}${path}`, notice: 'deleted' }
    },
  },
}
