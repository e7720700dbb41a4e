import type { IdentityStoreView } from '../../../administration/administration.ts'
import type { NewTokenView } from '../../../administration/stores/tokens.ts'
import { Card } from './card.tsx'
import { CopyField } from './copy-field.tsx'
import { Moment } from './moment.tsx'
import { ProviderSettings } from './provider-settings.tsx'

/** What AWS's console shows once, when provisioning is enabled or a token generated; and where to put it. */
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
            <strong>Copy the access token now.</strong> Only its hash is kept: it will not be shown
            again. It is valid until <Moment at={token.expiresAt} />.
          </p>
        </>
      )}
      <p class="row">
        <a class="button primary" href={`/stores/${identityStoreId}/provisioning`}>
          I have copied it
        </a>
      </p>
    </Card>
    {scimEndpoint !== null && token && (
      <ProviderSettings endpoint={scimEndpoint} token={token.accessToken} />
    )}
  </>
)
