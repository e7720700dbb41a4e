import { Alert } from '../parts/alert.tsx'
import { Badge } from '../parts/badge.tsx'
import { Card } from '../parts/card.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { Form } from '../parts/form.tsx'
import { NewToken } from '../parts/new-token.tsx'
import { ProviderSettings } from '../parts/provider-settings.tsx'
import { rotationOf } from '../parts/rotation.ts'
import { RotationSteps } from '../parts/rotation-steps.tsx'
import { liveTokens } from '../parts/token-state.ts'
import { TokenTable } from '../parts/token-table.tsx'
import { requireTyped, TypedConfirm } from '../parts/typed-confirm.tsx'
import { field, type Page, type StoreVisit } from '../shared/page.ts'

const path = '/provisioning'

const Disabled = ({ base }: { readonly base: string }) => (
  <Card title="Automatic provisioning is disabled">
    <p class="lead">
      No identity provider can connect. Enabling gives a new SCIM endpoint and an access token;
      users and groups stay as they are.
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
      The endpoint is gone for good: enabling again gives another one. Users and groups stay.
      {live > 0 && (
        <>
          {' '}
          <strong>
            {live === 1 ? 'The live access token has' : `The ${live} live access tokens have`} to be
            deleted first.
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
          {tenantId !== null && <CopyField label="Tenant id" value={tenantId} />}
        </Card>
      )}
      {(store.provisioningEnabled || tokens.length > 0) && (
        <TokenTable tokens={tokens} base={base} now={now} />
      )}
      {live.length > 0 && <RotationSteps base={base} rotation={rotationOf(tokens)} now={now} />}
      {scimEndpoint !== null && <ProviderSettings endpoint={scimEndpoint} token={undefined} />}
      {store.provisioningEnabled && <Disable base={base} live={live.length} />}
    </>
  )
}

/** Where the identity provider connects, and with what: what AWS's console shows of automatic provisioning. */
export const provisioningPage: Page<StoreVisit> = {
  path,
  title: 'Provisioning',
  label: 'Provisioning',
  show,
  notices: {
    disabled: 'Automatic provisioning is disabled. The endpoint answers nobody any more.',
    enabled: 'Automatic provisioning was enabled already.',
    deleted: 'The access token was deleted. The next request that carries it is refused.',
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
