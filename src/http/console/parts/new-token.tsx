import type { IdentityStoreView } from '../../../administration/administration.ts'
import type { NewTokenView } from '../../../administration/stores/tokens.ts'
import { Card } from './card.tsx'
import { CopyField } from './copy-field.tsx'
import { ProviderSettings } from './provider-settings.tsx'
import { Timestamp } from './timestamp.tsx'

/** A new access token, which is shown only once, and where to enter it at each identity provider. */
export const NewToken = ({
  store: { scimEndpoint, identityStoreId },
  token,
}: {
  readonly store: IdentityStoreView
  readonly token: NewTokenView | undefined
}) => (
  <>
    <h1>Your new access token</h1>
    <Card title="Inbound automatic provisioning" id="new-token">
      {scimEndpoint !== null && <CopyField label="SCIM endpoint" value={scimEndpoint} />}
      {token && (
        <>
          <CopyField label="Access token" value={token.accessToken} secret />
          <p>
            <strong>Copy the access token now.</strong> The server stores only its hash and cannot
            show it again. It is valid until <Timestamp at={token.expiresAt} />.
          </p>
        </>
      )}
      <p class="row">
        <a class="button primary" href={`/stores/${identityStoreId}/provisioning`}>
          Done
        </a>
      </p>
    </Card>
    {scimEndpoint !== null && token && (
      <ProviderSettings endpoint={scimEndpoint} token={token.accessToken} />
    )}
  </>
)
