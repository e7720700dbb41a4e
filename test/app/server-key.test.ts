import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { accessKeyring } from '../../src/administration/stores/access-keys.ts'
import { dataDirectory } from '../../src/app/data-directory.ts'
import { findServerKey, settleServerKey } from '../../src/app/server-key.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { testDependencies } from '../helpers/operation-dependencies.ts'
import { at, here } from '../helpers/rows.ts'

const one = 'the-server-key-of-all-servers'
const other = 'another-key-of-another-server'
const id = 'AKIAAAAAAAAAAAAAAAAA'
const memory = dataDirectory('memory:')

/** A world whose one store has an access key, and the sentences that people are told. */
const furnished = async (t: Test, given?: string, directory = memory) => {
  const dependencies = await testDependencies(t)
  const sentences: string[] = []
  const settle = (
    options: { given?: string; isShared?: boolean; directory?: typeof memory } = {},
  ) =>
    settleServerKey(dependencies, options.directory ?? directory, {
      given: options.given,
      isShared: options.isShared ?? false,
      notice: (sentence) => sentences.push(sentence),
    })
  const secrets = await settle(given === undefined ? {} : { given })
  await dependencies.store.identityStores.insert({ id: here, createdAt: at, settings: {} })
  const key = await accessKeyring(dependencies, secrets).create(here)
  return { world: dependencies, sentences, settle, secrets, key }
}

t.test('a server key', async (t) => {
  await t.test('makes secrets of 40 characters that are the same each time', async (t) => {
    const { settle, secrets, key, sentences } = await furnished(t, one)
    t.match(key.secretAccessKey, /^[A-Za-z0-9+/]{40}$/)
    t.equal(secrets?.secretOf(key.accessKeyId), key.secretAccessKey)
    const replica = await settle({ given: one, isShared: true })
    t.equal(replica?.secretOf(key.accessKeyId), key.secretAccessKey)
    t.not(replica?.secretOf(id), key.secretAccessKey)
    t.equal(await replica?.areCurrent(), true)
    t.same(sentences, [])
  })

  await t.test('is kept in the data directory, for its owner alone', async (t) => {
    const folder = join(t.testdir({}), 'data')
    const { settle, key } = await furnished(t, undefined, dataDirectory(folder))
    const file = join(folder, 'server-key')
    t.equal(statSync(file).mode & 0o777, 0o600)
    t.match(readFileSync(file, 'utf8'), /^[\w-]{43}\n$/)
    const later = await settle()
    t.equal(later?.secretOf(key.accessKeyId), key.secretAccessKey)
  })

  await t.test('other than that of the access keys there are stops the start', async (t) => {
    const { settle, world: dependencies, key } = await furnished(t, one)
    for (const isShared of [true, false]) {
      await t.rejects(settle({ given: other, isShared }), {
        name: 'StartFailure',
        message:
          /^SCIM_SERVER_KEY is not the server key that .* or delete the access keys first\.$/,
      })
    }
    await dependencies.store.accessKeys.delete(here, key.accessKeyId)
    t.ok(await settle({ given: other }), 'without access keys it takes its place')
  })

  await t.test('that is replaced while a server runs makes no more keys there', async (t) => {
    const { settle, world: dependencies, secrets, key } = await furnished(t, one)
    await dependencies.store.accessKeys.delete(here, key.accessKeyId)
    await settle({ given: other, isShared: true })
    t.equal(await secrets?.areCurrent(), false)
    await t.rejects(accessKeyring(dependencies, secrets).create(here), {
      name: 'AdministrationError',
      kind: 'conflict',
    })
  })

  await t.test('of a shared database that is not known closes the door, and says so', async (t) => {
    const { settle, sentences, world: dependencies } = await furnished(t, one)
    const folder = t.testdir({})
    t.equal(await settle({ isShared: true, directory: dataDirectory(folder) }), undefined)
    expectParts(t, sentences, [
      /^The Identity Store API is closed on this server: .* SCIM_SERVER_KEY\.$/,
    ])
    t.equal(await dataDirectory(folder).readServerKey(), undefined, 'none is made')
    const ring = accessKeyring(dependencies, undefined)
    t.equal((await ring.list(here)).length, 1)
    await t.rejects(ring.create(here), { message: /give it with SCIM_SERVER_KEY\.$/ })
  })

  await t.test('that was lost with its file is made anew, and said so', async (t) => {
    const { settle, sentences, key } = await furnished(t)
    const later = await settle()
    t.not(later?.secretOf(key.accessKeyId), key.secretAccessKey)
    expectParts(t, sentences, [/^The server key is lost, .* access-key create\.$/])
  })
})

t.test('a command on the store itself', async (t) => {
  const { world: dependencies, key } = await furnished(t, one)
  const find = (options: { given?: string; isShared: boolean }) =>
    findServerKey(dependencies, memory, { given: options.given, isShared: options.isShared })
  const found = await find({ given: one, isShared: true })
  t.equal(found?.secretOf(key.accessKeyId), key.secretAccessKey)
  t.equal(await find({ isShared: true }), undefined)
  t.equal(await find({ given: other, isShared: true }), undefined, 'and goes on with the rest')
})
