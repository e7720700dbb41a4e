import type { Page, StoreVisit } from '../page.ts'
import { CopyField } from '../parts/copy-field.tsx'

const show = async ({ store }: StoreVisit) => (
  <>
    <h1>Provisioning</h1>
    {store.scimEndpoint !== null && <CopyField label="SCIM endpoint" value={store.scimEndpoint} />}
  </>
)

/** Where the identity provider connects, and with what. */
export const provisioningPage: Page<StoreVisit> = {
  path: '/provisioning',
  title: 'Provisioning',
  label: 'Provisioning',
  show,
}
