import { AdministrationError } from '../../../administration/shared/administration-error.ts'
import { byWhom } from '../directory/badges.tsx'
import { formErrorsOf } from '../directory/form-errors.ts'
import { History } from '../directory/history.tsx'
import { Joining, joiningField, Members } from '../directory/members.tsx'
import { OtherErrors } from '../directory/other-errors.tsx'
import { Alert } from '../parts/alert.tsx'
import { Card } from '../parts/card.tsx'
import { Facts } from '../parts/facts.tsx'
import { Moment } from '../parts/moment.tsx'
import { Shown } from '../parts/shown.tsx'
import { requireTyped, TypedConfirm } from '../parts/typed-confirm.tsx'
import { field, type Page, type StoreVisit } from '../shared/page.ts'

const idIn = ({ params }: StoreVisit) => params['groupId'] ?? ''
const pathOf = (visit: StoreVisit) => `${visit.base}/groups/${encodeURIComponent(idIn(visit))}`

const show = async (visit: StoreVisit) => {
  const { administration, store, base, findings } = visit
  const path = pathOf(visit)
  const group = await administration.directory.getGroup(store.identityStoreId, idIn(visit))
  const { groupId } = group
  return (
    <>
      <p class="back">
        <a href={`${base}/groups`}>Groups</a>
      </p>
      <div class="page-head">
        <h1>
          <bdi>
            <Shown text={group.displayName} />
          </bdi>
        </h1>
        <a class="button end" href={`${path}/edit`}>
          Edit
        </a>
      </div>
      <OtherErrors faults={formErrorsOf(findings, [])} />
      {group.warning !== null && <Alert kind="warning">{group.warning}</Alert>}
      <Card title="Details">
        {group.description !== null && (
          <p class="description">
            <Shown text={group.description} />
          </p>
        )}
        <Facts
          items={[
            ['Group id', <code key="id">{groupId}</code>],
            ...group.externalIds.map(
              ({ issuer, id }) =>
                [
                  'External id',
                  <Shown key="external" text={issuer === '' ? id : `${id} (${issuer})`} />,
                ] as const,
            ),
            [
              'Made',
              <span key="made">
                <Moment at={group.createdAt} />, by {byWhom(group.createdBy)}
              </span>,
            ],
            [
              'Changed last',
              <span key="changed">
                <Moment at={group.updatedAt} />, by {byWhom(group.updatedBy)}
              </span>,
            ],
          ]}
        />
      </Card>
      {await Members({ visit, groupId, path })}
      {await Joining({ visit, groupId, path })}
      {await History({ visit, resourceId: groupId })}
      <TypedConfirm
        label="Delete the group"
        word="DELETE"
        action={`${path}/delete`}
        id="delete-group"
      >
        <p>
          The group goes with all its memberships; the users stay. Where the identity provider still
          has it, it may send it anew.
        </p>
      </TypedConfirm>
    </>
  )
}

/** One group and its members, whom the side of SCIM never shows. */
export const groupPage: Page<StoreVisit> = {
  path: '/groups/:groupId',
  title: 'Group',
  section: '/groups',
  show,
  notices: {
    created: 'The group was created.',
    saved: 'The group was changed.',
    unchanged: 'Nothing was changed: it was so already.',
    added: 'They were added.',
    removed: 'The user was removed from the group.',
  },
  actions: {
    add: async (visit) => {
      const { administration, store, form, actor } = visit
      const userIds = form.getAll('userId')
      if (userIds.length === 0) throw new AdministrationError('invalid', 'Choose whom to add.')
      await administration.directory.addMembers(store.identityStoreId, idIn(visit), userIds, actor)
      const find = field(visit, joiningField)
      const query = find === '' ? '' : `?${new URLSearchParams({ [joiningField]: find })}`
      return { goTo: `${pathOf(visit)}${query}`, notice: 'added' }
    },
    remove: async (visit) => {
      const { administration, store, actor } = visit
      const userId = field(visit, 'userId')
      await administration.directory.removeMember(store.identityStoreId, idIn(visit), userId, actor)
      return { goTo: pathOf(visit), notice: 'removed' }
    },
    delete: async (visit) => {
      requireTyped(visit, 'DELETE')
      const { administration, store, base, actor } = visit
      await administration.directory.deleteGroup(store.identityStoreId, idIn(visit), actor)
      return { goTo: `${base}/groups`, notice: 'deleted' }
    },
  },
}
