import fc from 'fast-check'
import t from 'tap'
import { buildEvent } from '../../src/events/build-event.ts'
import { eventSubject } from '../../src/events/event-subject.ts'
import { eventView } from '../../src/events/event-view.ts'
import { outcomeOf, receivedRequest, storedOf } from '../helpers/incoming-requests.ts'

const subjectOf = (received: Parameters<typeof receivedRequest>[0], outcome = {}) =>
  eventSubject(eventView(storedOf(buildEvent(receivedRequest(received), outcomeOf(outcome)))))

t.test('the user or group that an event is about', async (t) => {
  const jane = { userName: 'jane' }
  t.same(subjectOf({ body: jane }), { type: 'user', id: null, name: 'jane' })
  t.same(subjectOf({ body: jane }, { status: 201, body: '{"id":"1","userName":"Jane"}' }), {
    type: 'user',
    id: '1',
    name: 'Jane',
  })
  const path = '/tenant/scim/v2/Groups/a%20b'
  t.same(subjectOf({ path }), { type: 'group', id: 'a b', name: null })
  t.same(subjectOf({ path: '/x/Groups/%zz' }), { type: 'group', id: '%zz', name: null })
  const manualPath = '/api/v1/identity-stores/d-1/groups/7/members'
  t.same(subjectOf({ path: manualPath }), { type: 'group', id: '7', name: null })
  const query = 'filter=userName%20eq%20%22jane%22'
  t.same(subjectOf({ operation: 'ListUsers', method: 'GET', query }, { body: '{"id":"no"}' }), {
    type: 'user',
    id: null,
    name: 'jane',
  })
  t.same(subjectOf({ path: '/tenant/scim/v2/Schemas' }), { type: null, id: null, name: null })
})

t.test('it never throws', async () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (path, query, body) => {
      subjectOf({ path: `/Users/${path}`, query, body })
    }),
  )
})
