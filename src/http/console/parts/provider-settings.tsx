import { type IdentityProvider, identityProviders } from '../shared/identity-providers.ts'
import { Card } from './card.tsx'
import { CopyField } from './copy-field.tsx'

interface Connection {
  readonly endpoint: string
  /** The access token, known only right after it was created. */
  readonly token: string | undefined
}

const loopback = /^https?:\/\/(?:127\.|localhost|\[::1\])/

/** Why a provider cannot use this endpoint; undefined if it can. */
const findObstacle = ({ onlyHttps, runsAnywhere, name }: IdentityProvider, endpoint: string) => {
  if (onlyHttps && !endpoint.startsWith('https:')) {
    return `${name} requires an https URL. Start the server with --tls-cert and --tls-key, or run it behind an https proxy and pass the URL of the proxy as --public-url.`
  }
  if (!runsAnywhere && loopback.test(endpoint)) {
    return `${name} connects from the internet and cannot reach this URL. Open a tunnel to the SCIM listener and pass its URL as --public-url.`
  }
  return undefined
}

const Provider = ({
  provider,
  connection: { endpoint, token },
}: {
  readonly provider: IdentityProvider
  readonly connection: Connection
}) => {
  const obstacle = findObstacle(provider, endpoint)
  return (
    <details class="fold" name="provider">
      <summary>{provider.name}</summary>
      <div>
        <p>{provider.where}</p>
        {provider.fields.map(({ label, value }) => {
          if (value === 'endpoint') return <CopyField key={label} label={label} value={endpoint} />
          if (value === 'token' && token !== undefined) {
            return <CopyField key={label} label={label} value={token} secret />
          }
          const what =
            value === 'token' ? 'the access token, shown only when it is generated' : value.choose
          return (
            <p key={label}>
              <strong>{label}</strong>: {what}
            </p>
          )
        })}
        <ul>
          {provider.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
          {obstacle !== undefined && (
            <li>
              <strong>{obstacle}</strong>
            </li>
          )}
        </ul>
        <p class="hint">
          Source:{' '}
          <a href={provider.source.url} rel="noreferrer">
            {provider.source.title}
          </a>
        </p>
      </div>
    </details>
  )
}

/** What to enter at each identity provider. */
export const ProviderSettings = (connection: Connection) => (
  <Card title="Settings for your identity provider">
    {identityProviders.map((provider) => (
      <Provider key={provider.id} provider={provider} connection={connection} />
    ))}
  </Card>
)
