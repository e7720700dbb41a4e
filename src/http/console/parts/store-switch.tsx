import type { IdentityStoreView } from '../../../administration/administration.ts'

const storesMax = 20

/** The menu that switches to another identity store. */
export const StoreSwitch = ({
  stores,
  current,
}: {
  readonly stores: readonly IdentityStoreView[]
  readonly current: IdentityStoreView | undefined
}) => (
  <details class="menu" name="bar">
    <summary>
      <span class="menu-label">Identity store</span> {current?.identityStoreId ?? 'All'}
    </summary>
    <ul>
      {stores.slice(0, storesMax).map(({ identityStoreId, provisioningEnabled }) => (
        <li key={identityStoreId}>
          <a
            href={`/stores/${identityStoreId}`}
            aria-current={identityStoreId === current?.identityStoreId ? 'true' : undefined}
          >
            {identityStoreId}
            {!provisioningEnabled && <small>provisioning disabled</small>}
          </a>
        </li>
      ))}
      <li>
        <a href="/stores">All identity stores</a>
      </li>
    </ul>
  </details>
)
