import { plural } from '../../../lib/plural.ts'
import { Card } from '../parts/card.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { Form } from '../parts/form.tsx'
import { Table } from '../parts/table.tsx'
import { Timestamp } from '../parts/timestamp.tsx'
import { requireTyped, TypedConfirm } from '../parts/typed-confirm.tsx'
import { field, type Page, type StoreVisit } from '../shared/page.ts'

const path = '/access-keys'

const show = async ({ administration, store, base, now }: StoreVisit) => {
  const keys = await administration.accessKeys.list(store.identityStoreId)
  return (
    <>
      <div class="page-head">
        <h1>Access keys</h1>
        <Form action={`${base}${path}/create`}>
          <button type="submit" class="primary">
            Create access key
          </button>
        </Form>
      </div>
      <p class="lead">
        The AWS SDKs and the AWS CLI use access keys to sign their requests to the Identity Store
        API.
      </p>
      <Card title={plural(keys.length, 'access key')}>
        <Table
          caption="Access keys"
          columns={['Access key ID', 'Created', 'Last used', 'Actions']}
          rows={keys.map(({ accessKeyId, createdAt, lastUsedAt }) => ({
            key: accessKeyId,
            cells: [
              <code key="id">{accessKeyId}</code>,
              <Timestamp key="created" at={createdAt} />,
              lastUsedAt === null ? 'never' : <Timestamp key="used" at={lastUsedAt} now={now} />,
              <TypedConfirm
                key="delete"
                label="Delete"
                word="DELETE"
                action={`${base}${path}/delete`}
                id={`delete-${accessKeyId}`}
                hidden={{ key: accessKeyId }}
                about={`access key ${accessKeyId}`}
              >
                <p>The server will reject the next request signed with this key.</p>
              </TypedConfirm>,
            ],
          }))}
          empty="No access keys."
        />
      </Card>
    </>
  )
}

/** The page of access keys for the Identity Store API. */
export const accessKeysPage: Page<StoreVisit> = {
  path,
  title: 'Access keys',
  label: 'Access keys',
  show,
  notices: { deleted: 'The access key was deleted.' },
  actions: {
    create: async ({ administration, store, base, origin }) => {
      const key = await administration.accessKeys.create(store.identityStoreId)
      const environment = [
        `AWS_ACCESS_KEY_ID=${key.accessKeyId}`,
        `AWS_SECRET_ACCESS_KEY=${key.secretAccessKey}`,
        'AWS_REGION=us-east-1',
        `AWS_ENDPOINT_URL_IDENTITYSTORE=${origin}`,
      ]
      return {
        show: (
          <>
            <h1>Your new access key</h1>
            <Card title={key.accessKeyId}>
              <CopyField label="Secret access key" value={key.secretAccessKey} secret />
              <CopyField label="Environment variables" value={environment.join('\n')} secret />
              <p>
                <strong>Copy the secret now.</strong> It is not stored and is not shown again.
              </p>
              <a class="button primary" href={`${base}${path}`}>
                Done
              </a>
            </Card>
          </>
        ),
      }
    },
    delete: async (visit) => {
      requireTyped(visit, 'DELETE')
      await visit.administration.accessKeys.delete(visit.store.identityStoreId, field(visit, 'key'))
      return { goTo: `${visit.base}${path}`, notice: 'deleted' }
    },
  },
}
