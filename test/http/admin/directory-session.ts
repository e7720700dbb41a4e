import { person } from '../../helpers/manual-changes.ts'
import type { Ask } from './openapi-session.ts'

/** Calls every operation on users and groups in this identity store. */
export const directorySession = async (ask: Ask, its: { readonly identityStoreId: string }) => {
  const users = '/identity-stores/{identityStoreId}/users'
  const groups = '/identity-stores/{identityStoreId}/groups'
  const unknown = { ...its, userId: 'unknown', groupId: 'unknown' }

  const { json: bob } = await ask('POST', users, its, person('bob'))
  await ask('POST', users, its, person('bob'))
  await ask('POST', users, its, { title: 7 })
  const { json: eve } = await ask('POST', users, its, person('eve'))
  await ask('GET', users, its, undefined, '?query=e&limit=1')
  await ask('GET', users, its, undefined, '?limit=101')
  await ask('GET', `${users}/by-name-id`, its, undefined, '?nameId=bob@example.com')
  await ask('GET', `${users}/by-name-id`, its, undefined, '?nameId=unknown')
  await ask('GET', `${users}/by-name-id`, its)
  const user = { ...its, userId: bob.userId }
  await ask('GET', `${users}/{userId}`, user)
  await ask('GET', `${users}/{userId}`, unknown)
  await ask('PATCH', `${users}/{userId}`, user, { title: 'Sir', active: true })
  await ask('PATCH', `${users}/{userId}`, user, { userName: 'robert@example.com' })
  await ask('PATCH', `${users}/{userId}`, user, { emails: person('eve').emails })

  const { json: made } = await ask('POST', groups, its, { displayName: 'A', description: 'a' })
  await ask('POST', groups, its, { displayName: 'a' })
  await ask('POST', groups, its, { description: 'nameless' })
  await ask('GET', groups, its)
  await ask('GET', groups, its, undefined, '?cursor=%2F')
  const group = { ...its, groupId: made.groupId }
  await ask('GET', `${groups}/{groupId}`, group)
  await ask('GET', `${groups}/{groupId}`, unknown)
  await ask('PATCH', `${groups}/{groupId}`, group, { description: null })
  await ask('PATCH', `${groups}/{groupId}`, group, { displayName: null })

  const members = `${groups}/{groupId}/members`
  await ask('POST', members, group, { userIds: [bob.userId, eve.userId] })
  await ask('POST', members, group, { userIds: ['unknown'] })
  await ask('POST', members, group, { userIds: [] })
  await ask('GET', members, group)
  await ask('GET', members, unknown)
  await ask('GET', `${users}/{userId}/groups`, user)
  await ask('GET', `${users}/{userId}/groups`, unknown)
  await ask('DELETE', `${members}/{userId}`, { ...group, ...user })
  await ask('DELETE', `${members}/{userId}`, { ...group, ...user })

  await ask('DELETE', `${groups}/{groupId}`, group)
  await ask('DELETE', `${groups}/{groupId}`, group)
  await ask('DELETE', `${users}/{userId}`, user)
  await ask('DELETE', `${users}/{userId}`, user)
}
