import type { IdentityStoreView } from '../../../administration/administration.ts'
import { plural } from '../../../lib/plural.ts'
import { Badge } from '../parts/badge.tsx'
import { Card } from '../parts/card.tsx'
import { Form } from '../parts/form.tsx'
import { NewToken } from '../parts/new-token.tsx'
import { Table } from '../parts/table.tsx'
import { Timestamp } from '../parts/timestamp.tsx'
import { requireTyped, TypedConfirm } from '../parts/typed-confirm.tsx'
import { field, type Page, type Visit } from '../shared/page.ts'

const path = '/stores'

const storeCells = ({ identityStoreId, ...store }: IdentityStoreView) => [
  <a href={`${path}/${identityStoreId}`}>
    <code>{identityStoreId}</code>
  </a>,
  store.provisioningEnabled ? (
    <Badge kind="good">Enabled</Badge>
  ) : (
    <Badge kind="plain">Disabled</Badge>
  ),
  <Timestamp at={store.createdAt} />,
  <TypedConfirm
    label="Delete"
    word="DELETE"
    action={`${path}/delete`}
    id={`delete-${identityStoreId}`}
    hidden={{ store: identityStoreId }}
    about={`identity store ${identityStoreId}`}
  >
    <p>This also deletes its users, groups, tokens and events. Its tenant IDs are never reused.</p>
  </TypedConfirm>,
]

const show = async ({ administration }: Visit) => {
  const stores = await administration.listStores()
  return (
    <>
      <div class="page-head">
        <h1>Identity stores</h1>
        <Form action={`${path}/create`}>
          <button type="submit" class="primary">
            Create identity store
          </button>
        </Form>
      </div>
      <Card title={plural(stores.length, 'identity store')}>
        <Table
          caption="Identity stores"
          columns={['Identity store', 'Provisioning', 'Created', 'Actions']}
          rows={stores.map((store) => ({ key: store.identityStoreId, cells: storeCells(store) }))}
          empty="No identity stores. Create one to get a SCIM endpoint."
        />
      </Card>
    </>
  )
}

/** The page of all identity stores. Each has its own directory and its own endpoint. */
export const storesPage: Page<Visit> = {
  path,
  title: 'Identity stores',
  show,
  notices: { deleted: 'The identity store and all its contents were deleted.' },
  actions: {
    create: async ({ administration }) => {
      const store = await administration.createStore({})
      return {
        show: <NewToken store={store} token={store.token} />,
      }
    },
    delete: async (visit) => {
      requireTyped(visit, 'DELETE')
      await visit.administration.deleteStore(field(visit, 'store'))
      return { goTo: path, notice: 'deleted' }
    },
  },
}
