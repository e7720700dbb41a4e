import type { IdentityStoreView } from '../../../administration/administration.ts'
import { Badge } from '../parts/badge.tsx'
import { Card } from '../parts/card.tsx'
import { Form } from '../parts/form.tsx'
import { Moment } from '../parts/moment.tsx'
import { NewToken } from '../parts/new-token.tsx'
import { Table } from '../parts/table.tsx'
import { requireTyped, TypedConfirm } from '../parts/typed-confirm.tsx'
import { field, type Page, type Visit } from '../shared/page.ts'

const path = '/stores'

const rowOf = ({ identityStoreId, ...store }: IdentityStoreView) => [
  <a href={`${path}/${identityStoreId}`}>
    <code>{identityStoreId}</code>
  </a>,
  store.provisioningEnabled ? (
    <Badge kind="good">Enabled</Badge>
  ) : (
    <Badge kind="plain">Disabled</Badge>
  ),
  <Moment at={store.createdAt} />,
  <TypedConfirm
    label="Delete"
    word="DELETE"
    action={`${path}/delete`}
    id={`delete-${identityStoreId}`}
    hidden={{ store: identityStoreId }}
    about={`identity store ${identityStoreId}`}
  >
    <p>
      Its users, groups, tokens and events are deleted with it. Its tenant ids are never given
      again.
    </p>
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
            Create an identity store
          </button>
        </Form>
      </div>
      <Card title={stores.length === 1 ? '1 identity store' : `${stores.length} identity stores`}>
        <Table
          caption="Identity stores"
          heads={['Identity store', 'Provisioning', 'Created', 'Actions']}
          rows={stores.map((store) => ({ key: store.identityStoreId, cells: rowOf(store) }))}
          empty="There is none. Create one to have an endpoint."
        />
      </Card>
    </>
  )
}

/** All identity stores: each is a directory of its own, with an endpoint of its own. */
export const storesPage: Page<Visit> = {
  path,
  title: 'Identity stores',
  show,
  notices: { deleted: 'The identity store was deleted with all it held.' },
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
