// scimmy and its express routers, set up like in their documentation, with users and groups in memory. An index by user
// name avoids a scan in look-ups.
import { randomUUID } from 'node:crypto'
import express from 'express'
import SCIMMY from 'scimmy'
import SCIMMYRouters from 'scimmy-routers'
import { group, idOf, nameOf, user } from '../people.mjs'

/** Resources by id and by their unique attribute. */
const collection = (attribute) => {
  const byId = new Map()
  const byKey = new Map()
  const keyOf = (resource) => resource[attribute].toLowerCase()
  const put = (resource) => {
    byId.set(resource.id, resource)
    byKey.set(keyOf(resource), resource)
    return resource
  }
  const notFound = (id) => new SCIMMY.Types.Error(404, null, `Resource ${id} not found`)

  const ingress = ({ id }, instance) => {
    const resource = { ...instance }
    const holder = byKey.get(keyOf(resource))
    if (holder !== undefined && holder.id !== id) {
      throw new SCIMMY.Types.Error(409, 'uniqueness', `${attribute} is taken`)
    }
    const before = id === undefined ? undefined : byId.get(id)
    if (id !== undefined && before === undefined) throw notFound(id)
    const now = new Date()
    if (before !== undefined) byKey.delete(keyOf(before))
    const meta = { created: before?.meta.created ?? now, lastModified: now }
    return put({ ...resource, id: id ?? randomUUID(), meta })
  }
  const egress = ({ id, filter }) => {
    if (id !== undefined) {
      const resource = byId.get(id)
      if (resource === undefined) throw notFound(id)
      return resource
    }
    const [, wanted] = filter?.[0]?.[attribute] ?? []
    if (wanted === undefined) return [...byId.values()]
    const resource = byKey.get(wanted.toLowerCase())
    return resource === undefined ? [] : [resource]
  }
  const degress = ({ id }) => {
    const resource = byId.get(id)
    if (resource === undefined) throw notFound(id)
    byId.delete(id)
    byKey.delete(keyOf(resource))
  }
  return { put, handlers: { ingress, egress, degress } }
}

const users = collection('userName')
const groups = collection('displayName')
SCIMMY.Resources.declare(SCIMMY.Resources.User, users.handlers)
SCIMMY.Resources.declare(SCIMMY.Resources.Group, groups.handlers)

const accessToken = randomUUID()
const authorization = `Bearer ${accessToken}`
const handler = (request) => {
  if (request.header('authorization') !== authorization) throw new Error('The token is wrong.')
  return 'bench'
}

const app = express()
app.post('/fill', express.json({ type: () => true }), (request, response) => {
  const { users: userCount = 0, groups: groupCount = 0, members = [] } = request.body
  const meta = () => ({ created: new Date(), lastModified: new Date() })
  for (let n = 1; n <= userCount; n += 1) {
    users.put({ ...user(nameOf(n)), id: idOf('user', n), meta: meta() })
  }
  for (let n = 1; n <= groupCount; n += 1) {
    const inside = Array.from({ length: members[n - 1] ?? 0 }, (_, index) => ({
      value: idOf('user', index + 1),
      type: 'User',
    }))
    groups.put({ ...group(`group-${n}`), id: idOf('group', n), members: inside, meta: meta() })
  }
  response.status(204).end()
})
app.use('/bench/scim/v2', new SCIMMYRouters({ type: 'bearer', handler }))

const listening = app.listen(0, '127.0.0.1', () => {
  const scimEndpoint = `http://127.0.0.1:${listening.address().port}/bench/scim/v2`
  console.log(JSON.stringify({ scimEndpoint, accessToken }))
})
