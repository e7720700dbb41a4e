import { type IdentityProvider, identityProviders } from '../shared/identity-providers.ts'
import { Card } from './card.tsx'
import { CopyField } from './copy-field.tsx'

interface Connection {
  readonly endpoint: string
  /** Known only when it was just made. */
  readonly token: string | undefined
}

const loopback = /^https?:\/\/(?:127\.|localhost|\[::1\])/

/** Why this endpoint would not do for a provider; undefined when it would. */
const obstacleOf = ({ onlyHttps, runsAnywhere, name }: IdentityProvider, endpoint: string) => {
  if (onlyHttps && !endpoint.startsWith('https:')) {
    return `${name} refuses an address that does not begin with https: start the server with --tls-cert and --tls-key, or put a proxy before it and name that with --public-url.`
  }
  if (!runsAnywhere && loopback.test(endpoint)) {
    return `${name} calls from the internet, where this address leads nowhere: put a tunnel before the SCIM listener, and name its address with --public-url.`
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
  const obstacle = obstacleOf(provider, endpoint)
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
            value === 'token' ? 'the access token, shown once when it is generated' : value.choose
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

/** What to fill in at each identity provider. */
export const ProviderSettings = (connection: Connection) => (
  <Card title="Settings for your identity provider">
    {identityProviders.map((provider) => (
      <Provider key={provider.id} provider={provider} connection={connection} />
    ))}
  </Card>
)
