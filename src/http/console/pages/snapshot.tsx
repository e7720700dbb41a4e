import { Card } from '../parts/card.tsx'
import { formatNumber } from '../parts/number.ts'
import { requireTyped, TypedConfirm } from '../parts/typed-confirm.tsx'
import type { Page, StoreVisit } from '../shared/page.ts'

const path = '/snapshot'
const pluralize = (count: number, name: string) =>
  `${formatNumber(count)} ${name}${count === 1 ? '' : 's'}`

const show = async ({ counts, store, base }: StoreVisit) => {
  const { users, groups } = await counts(store.identityStoreId)
  const contents = `${pluralize(users, 'user')} and ${pluralize(groups, 'group')}`
  return (
    <>
      <h1>Snapshot and reset</h1>
      <Card title="Save a snapshot">
        <p class="lead">
          A snapshot is a file with the current settings, users, groups and memberships ({contents}
          ). Any identity-center-scim server can restore it, with either database. It does not
          contain tokens or events.
        </p>
        <a class="button primary" href={`${base}${path}/file`} download>
          Save snapshot
        </a>
      </Card>
      <Card title="Restore a snapshot">
        <p class="lead">
          This replaces settings, users, groups and memberships with those of the file. If the file
          contains an error, nothing is changed. The endpoint and the tokens stay as they are.
        </p>
        <TypedConfirm
          label="Restore snapshot"
          word="RESTORE"
          action={`${base}${path}/restore`}
          id="confirm-restore"
          file="Snapshot file"
        >
          <p>The snapshot replaces the current contents: {contents}.</p>
        </TypedConfirm>
      </Card>
      <Card title="Reset">
        <p class="lead">
          This deletes all users, groups, memberships and events. The endpoint, the tokens and the
          settings stay as they are.
        </p>
        <TypedConfirm label="Reset" word="RESET" action={`${base}${path}/reset`} id="confirm-reset">
          <p>The current contents are deleted permanently: {contents}.</p>
        </TypedConfirm>
      </Card>
    </>
  )
}

/** The page that saves, restores and deletes all contents of a store. */
export const snapshotPage: Page<StoreVisit> = {
  path,
  title: 'Snapshot and reset',
  label: 'Snapshot and reset',
  show,
  notices: {
    restored: 'The snapshot was restored.',
    reset: 'All users, groups, memberships and events were deleted.',
  },
  actions: {
    reset: async (visit) => {
      requireTyped(visit, 'RESET')
      await visit.administration.contents.reset(visit.store.identityStoreId)
      return { goTo: `${visit.base}${path}`, notice: 'reset' }
    },
  },
}
