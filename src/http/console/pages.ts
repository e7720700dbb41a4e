import { accessKeysPage } from './pages/access-keys.tsx'
import { editGroupPage, newGroupPage } from './pages/edit-group.tsx'
import { editUserPage, newUserPage } from './pages/edit-user.tsx'
import { anyEventPage, eventPage } from './pages/event.tsx'
import { allEventsPage, eventsPage } from './pages/events.tsx'
import { groupPage } from './pages/group.tsx'
import { groupsPage } from './pages/groups.tsx'
import { overviewPage } from './pages/overview.tsx'
import { provisioningPage } from './pages/provisioning.tsx'
import { rulesPage } from './pages/rules.tsx'
import { settingsPage } from './pages/settings.tsx'
import { snapshotPage } from './pages/snapshot.tsx'
import { storesPage } from './pages/stores.tsx'
import { userPage } from './pages/user.tsx'
import { usersPage } from './pages/users.tsx'
import type { Page, StoreVisit, Visit } from './shared/page.ts'

/** The pages about one identity store. Those with a label are in the order of the navigation. */
export const storePages: readonly Page<StoreVisit>[] = [
  overviewPage,
  provisioningPage,
  eventsPage,
  eventPage,
  usersPage,
  newUserPage,
  userPage,
  editUserPage,
  groupsPage,
  newGroupPage,
  groupPage,
  editGroupPage,
  rulesPage,
  settingsPage,
  accessKeysPage,
  snapshotPage,
]

/** The pages about the whole server. */
export const serverPages: readonly Page<Visit>[] = [storesPage, allEventsPage, anyEventPage]
