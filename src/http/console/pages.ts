import type { Page, StoreVisit, Visit } from './page.ts'
import { anyEventPage, eventPage } from './pages/event.tsx'
import { allEventsPage, eventsPage } from './pages/events.tsx'
import { overviewPage } from './pages/overview.tsx'
import { provisioningPage } from './pages/provisioning.tsx'
import { storesPage } from './pages/stores.tsx'

/** The pages about one identity store, those with a label in the order of the navigation. */
export const storePages: readonly Page<StoreVisit>[] = [
  overviewPage,
  provisioningPage,
  eventsPage,
  eventPage,
]

/** The pages about all of this server. */
export const serverPages: readonly Page<Visit>[] = [storesPage, allEventsPage, anyEventPage]
