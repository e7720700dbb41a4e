import { Card } from '../parts/card.tsx'
import { requireTyped, TypedConfirm } from '../parts/typed-confirm.tsx'
import type { Page, StoreVisit } from '../shared/page.ts'

const path = '/snapshot'
const number = new Intl.NumberFormat('en')
const counted = (count: number, name: string) =>
  `${number.format(count)} ${name}${count === 1 ? '' : 's'}`

const show = async ({ counts, store, base }: StoreVisit) => {
  const { users, groups } = await counts(store.identityStoreId)
  const held = `${counted(users, 'user')} and ${counted(groups, 'group')}`
  return (
    <>
      <h1>Snapshot and reset</h1>
      <Card title="Save a snapshot">
        <p class="lead">
          Settings, users, groups and memberships as they are at this moment ({held}), in one file
          that any server of this kind can restore, on either database. Tokens and events are not in
          it.
        </p>
        <a class="button primary" href={`${base}${path}/file`} download>
          Save a snapshot
        </a>
      </Card>
      <Card title="Restore a snapshot">
        <p class="lead">
          Replaces settings, users, groups and memberships by those of a file: all of it, or nothing
          where anything in it is wrong. The endpoint and the tokens stay.
        </p>
        <TypedConfirm
          label="Restore a snapshot"
          word="RESTORE"
          action={`${base}${path}/restore`}
          id="confirm-restore"
          file="File of a snapshot"
        >
          <p>What is here now is replaced: {held}.</p>
        </TypedConfirm>
      </Card>
      <Card title="Reset">
        <p class="lead">
          Deletes all users, groups, memberships and events. The endpoint, the tokens and the
          settings stay.
        </p>
        <TypedConfirm label="Reset" word="RESET" action={`${base}${path}/reset`} id="confirm-reset">
          <p>What is here now is deleted, and cannot be had back: {held}.</p>
        </TypedConfirm>
      </Card>
    </>
  )
}

/** All that a store holds, at once: saved, restored, deleted. */
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
