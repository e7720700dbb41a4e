import type { IdentityStoreView, NewTokenView } from '../../../administration/administration.ts'
import { Card } from './card.tsx'
import { CopyField } from './copy-field.tsx'
import { Moment } from './moment.tsx'

/** What AWS's console shows once, when provisioning is enabled or a token generated. */
export const NewToken = ({
  store,
  token,
}: {
  readonly store: IdentityStoreView
  readonly token: NewTokenView | undefined
}) => (
  <Card title="Inbound automatic provisioning" id="new-token">
    {store.scimEndpoint !== null && <CopyField label="SCIM endpoint" value={store.scimEndpoint} />}
    {token && (
      <>
        <CopyField label="Access token" value={token.accessToken} secret />
        <p class="once">
          <strong>Copy the access token now.</strong> Only its hash is kept: it will not be shown
          again. It is valid until <Moment at={token.expiresAt} />.
        </p>
      </>
    )}
    <p class="row">
      <a class="button primary" href={`/stores/${store.identityStoreId}/provisioning`}>
        I have copied it
      </a>
    </p>
  </Card>
)
