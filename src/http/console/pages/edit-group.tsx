import type { GroupView } from '../../../administration/directory/directory.ts'
import type { JsonObject } from '../../../scim/resource.ts'
import { groupFields } from '../directory/attribute-field.ts'
import { AttributeInputs } from '../directory/attribute-inputs.tsx'
import { readFormChanges } from '../directory/form-changes.ts'
import { toFormErrors } from '../directory/form-errors.ts'
import { OtherErrors } from '../directory/other-errors.tsx'
import { Alert } from '../parts/alert.tsx'
import { Form } from '../parts/form.tsx'
import { VisibleText } from '../parts/visible-text.tsx'
import type { Page, StoreVisit } from '../shared/page.ts'

const loadGroup = ({ administration, store, params }: StoreVisit) =>
  administration.directory.getGroup(store.identityStoreId, params['groupId'] ?? '')

const groupAttributes = ({ displayName, description }: GroupView): JsonObject => ({
  displayName,
  description,
})

const GroupForm = ({
  visit,
  action,
  resource,
  back,
}: {
  readonly visit: StoreVisit
  readonly action: string
  readonly resource?: JsonObject
  readonly back: string
}) => {
  const errors = toFormErrors(visit.findings, groupFields)
  const isNew = resource === undefined
  return (
    <Form action={action} class="card attributes">
      <OtherErrors errors={errors} />
      <AttributeInputs
        visit={visit}
        fields={groupFields}
        resource={resource}
        errors={errors}
        isNew={isNew}
      />
      <p class="row">
        <button type="submit" class="primary">
          {isNew ? 'Create group' : 'Save'}
        </button>
        <a href={back}>Cancel</a>
      </p>
    </Form>
  )
}

/** The page that creates a group. Members are added on the group's own page. */
export const newGroupPage: Page<StoreVisit> = {
  path: '/groups/new',
  title: 'Create group',
  section: '/groups',
  show: async (visit) => {
    const path = `${visit.base}/groups`
    return (
      <>
        <p class="back">
          <a href={path}>Groups</a>
        </p>
        <h1>Create group</h1>
        <GroupForm visit={visit} action={`${path}/new/create`} back={path} />
      </>
    )
  },
  actions: {
    create: async (visit) => {
      const { administration, store, base, actor } = visit
      const attributes = readFormChanges(visit, groupFields)
      const { groupId } = await administration.directory.createGroup(
        store.identityStoreId,
        attributes,
        actor,
      )
      return { goTo: `${base}/groups/${encodeURIComponent(groupId)}`, notice: 'created' }
    },
  },
}

/** The page that edits the name and description of a group. */
export const editGroupPage: Page<StoreVisit> = {
  path: '/groups/:groupId/edit',
  title: 'Edit group',
  section: '/groups',
  show: async (visit) => {
    const group = await loadGroup(visit)
    const path = `${visit.base}/groups/${encodeURIComponent(group.groupId)}`
    return (
      <>
        <p class="back">
          <a href={path}>
            <VisibleText text={group.displayName} />
          </a>
        </p>
        <h1>Edit group</h1>
        {group.warning !== null && <Alert kind="warning">{group.warning}</Alert>}
        <GroupForm
          visit={visit}
          action={`${path}/edit/save`}
          resource={groupAttributes(group)}
          back={path}
        />
      </>
    )
  },
  actions: {
    save: async (visit) => {
      const { administration, store, base, actor } = visit
      const group = await loadGroup(visit)
      const goTo = `${base}/groups/${encodeURIComponent(group.groupId)}`
      const changes = readFormChanges(visit, groupFields, groupAttributes(group))
      if (Object.keys(changes).length === 0) return { goTo, notice: 'unchanged' }
      await administration.directory.updateGroup(
        store.identityStoreId,
        group.groupId,
        changes,
        actor,
      )
      return { goTo, notice: 'saved' }
    },
  },
}
