import { AdministrationError } from '../../../administration/shared/administration-error.ts'
import { toFormErrors } from '../directory/form-errors.ts'
import { History } from '../directory/history.tsx'
import { AddMembers, Members, memberSearchField } from '../directory/members.tsx'
import { OtherErrors } from '../directory/other-errors.tsx'
import { Alert } from '../parts/alert.tsx'
import { Card } from '../parts/card.tsx'
import { Facts } from '../parts/facts.tsx'
import { originPhrase } from '../parts/resource-badges.tsx'
import { Timestamp } from '../parts/timestamp.tsx'
import { requireTyped, TypedConfirm } from '../parts/typed-confirm.tsx'
import { VisibleText } from '../parts/visible-text.tsx'
import { field, type Page, type StoreVisit } from '../shared/page.ts'

const readGroupId = ({ params }: StoreVisit) => params['groupId'] ?? ''
const groupPath = (visit: StoreVisit) =>
  `${visit.base}/groups/${encodeURIComponent(readGroupId(visit))}`

const show = async (visit: StoreVisit) => {
  const { administration, store, base, findings } = visit
  const path = groupPath(visit)
  const group = await administration.directory.getGroup(store.identityStoreId, readGroupId(visit))
  const { groupId } = group
  return (
    <>
      <p class="back">
        <a href={`${base}/groups`}>Groups</a>
      </p>
      <div class="page-head">
        <h1>
          <bdi>
            <VisibleText text={group.displayName} />
          </bdi>
        </h1>
        <a class="button end" href={`${path}/edit`}>
          Edit
        </a>
      </div>
      <OtherErrors errors={toFormErrors(findings, [])} />
      {group.warning !== null && <Alert kind="warning">{group.warning}</Alert>}
      <Card title="Details">
        {group.description !== null && (
          <p class="description">
            <VisibleText text={group.description} />
          </p>
        )}
        <Facts
          items={[
            ['Group ID', <code key="id">{groupId}</code>],
            ...group.externalIds.map(
              ({ issuer, id }) =>
                [
                  'External ID',
                  <VisibleText key="external" text={issuer === '' ? id : `${id} (${issuer})`} />,
                ] as const,
            ),
            [
              'Created',
              <span key="created">
                <Timestamp at={group.createdAt} />, {originPhrase(group.createdBy)}
              </span>,
            ],
            [
              'Last changed',
              <span key="changed">
                <Timestamp at={group.updatedAt} />, {originPhrase(group.updatedBy)}
              </span>,
            ],
          ]}
        />
      </Card>
      {await Members({ visit, groupId, path })}
      {await AddMembers({ visit, groupId, path })}
      {await History({ visit, resourceId: groupId })}
      <TypedConfirm label="Delete group" word="DELETE" action={`${path}/delete`} id="delete-group">
        <p>
          This deletes the group and its memberships, but not its users. If the group still exists
          in the identity provider, the identity provider may create it again.
        </p>
      </TypedConfirm>
    </>
  )
}

/** The page of a group and its members. SCIM responses never contain members. */
export const groupPage: Page<StoreVisit> = {
  path: '/groups/:groupId',
  title: 'Group',
  section: '/groups',
  show,
  notices: {
    created: 'The group was created.',
    saved: 'The group was changed.',
    unchanged: 'Nothing was changed, because you changed no value.',
    added: 'The users were added to the group.',
    removed: 'The user was removed from the group.',
  },
  actions: {
    add: async (visit) => {
      const { administration, store, form, actor } = visit
      const userIds = form.getAll('userId')
      if (userIds.length === 0)
        throw new AdministrationError('invalid', 'Nothing was changed. Select at least one user.')
      await administration.directory.addMembers(
        store.identityStoreId,
        readGroupId(visit),
        userIds,
        actor,
      )
      const find = field(visit, memberSearchField)
      const query = find === '' ? '' : `?${new URLSearchParams({ [memberSearchField]: find })}`
      return { goTo: `${groupPath(visit)}${query}`, notice: 'added' }
    },
    remove: async (visit) => {
      const { administration, store, actor } = visit
      const userId = field(visit, 'userId')
      await administration.directory.removeMember(
        store.identityStoreId,
        readGroupId(visit),
        userId,
        actor,
      )
      return { goTo: groupPath(visit), notice: 'removed' }
    },
    delete: async (visit) => {
      requireTyped(visit, 'DELETE')
      const { administration, store, base, actor } = visit
      await administration.directory.deleteGroup(store.identityStoreId, readGroupId(visit), actor)
      return { goTo: `${base}/groups`, notice: 'deleted' }
    },
  },
}
