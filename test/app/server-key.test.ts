import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { accessKeyring } from '../../src/administration/stores/access-keys.ts'
import { dataDirectory } from '../../src/app/data-directory.ts'
import { findServerKey, resolveServerKey } from '../../src/app/server-key.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { testDependencies } from '../helpers/operation-dependencies.ts'
import { at, here } from '../helpers/rows.ts'

const one = 'the-server-key-of-all-servers'
const other = 'another-key-of-another-server'
const id = 'AKIAAAAAAAAAAAAAAAAA'
const memory = dataDirectory('memory:')

/** A database with one store and one access key, and the notices for the operator. */
const openWithAccessKey = async (t: Test, given?: string, directory = memory) => {
  const dependencies = await testDependencies(t)
  const sentences: string[] = []
  const settle = (
    options: { given?: string; isShared?: boolean; directory?: typeof memory } = {},
  ) =>
    resolveServerKey(dependencies, options.directory ?? directory, {
      given: options.given,
      isShared: options.isShared ?? false,
      notice: (sentence) => sentences.push(sentence),
    })
  const secrets = await settle(given === undefined ? {} : { given })
  await dependencies.store.identityStores.insert({ id: here, createdAt: at, settings: {} })
  const key = await accessKeyring(dependencies, secrets).create(here)
  return { dependencies, sentences, settle, secrets, key }
}

t.test('a server key', async (t) => {
  await t.test('derives the same secrets of 40 characters each time', async (t) => {
    const { settle, secrets, key, sentences } = await openWithAccessKey(t, one)
    t.match(key.secretAccessKey, /^[A-Za-z0-9+/]{40}$/)
    t.equal(secrets?.secretOf(key.accessKeyId), key.secretAccessKey)
    const replica = await settle({ given: one, isShared: true })
    t.equal(replica?.secretOf(key.accessKeyId), key.secretAccessKey)
    t.not(replica?.secretOf(id), key.secretAccessKey)
    t.equal(await replica?.areCurrent(), true)
    t.same(sentences, [])
  })

  await t.test('is stored in the data directory, readable only by its owner', async (t) => {
    const folder = join(t.testdir({}), 'data')
    const { settle, key } = await openWithAccessKey(t, undefined, dataDirectory(folder))
    const file = join(folder, 'server-key')
    t.equal(statSync(file).mode & 0o777, 0o600)
    t.match(readFileSync(file, 'utf8'), /^[\w-]{43}\n$/)
    const later = await settle()
    t.equal(later?.secretOf(key.accessKeyId), key.secretAccessKey)
  })

  await t.test('other than that of the existing access keys stops the start', async (t) => {
    const { settle, dependencies, key } = await openWithAccessKey(t, one)
    for (const isShared of [true, false]) {
      await t.rejects(settle({ given: other, isShared }), {
        name: 'StartFailure',
        message:
          /^SCIM_SERVER_KEY is not the server key with which .* or delete the access keys first\.$/,
      })
    }
    await dependencies.store.accessKeys.delete(here, key.accessKeyId)
    t.ok(await settle({ given: other }), 'without access keys it replaces the old key')
  })

  await t.test(
    'that is replaced while a server runs creates no more access keys there',
    async (t) => {
      const { settle, dependencies, secrets, key } = await openWithAccessKey(t, one)
      await dependencies.store.accessKeys.delete(here, key.accessKeyId)
      await settle({ given: other, isShared: true })
      t.equal(await secrets?.areCurrent(), false)
      await t.rejects(accessKeyring(dependencies, secrets).create(here), {
        name: 'AdministrationError',
        kind: 'conflict',
      })
    },
  )

  await t.test(
    'of a shared database that is unknown disables the Identity Store API with a notice',
    async (t) => {
      const { settle, sentences, dependencies } = await openWithAccessKey(t, one)
      const folder = t.testdir({})
      t.equal(await settle({ isShared: true, directory: dataDirectory(folder) }), undefined)
      expectParts(t, sentences, [
        /^The Identity Store API is not available on this server, .* SCIM_SERVER_KEY on all servers\.$/,
      ])
      t.equal(await dataDirectory(folder).readServerKey(), undefined, 'no key is created')
      const ring = accessKeyring(dependencies, undefined)
      t.equal((await ring.list(here)).length, 1)
      await t.rejects(ring.create(here), { message: /Pass it as SCIM_SERVER_KEY\.$/ })
    },
  )

  await t.test('that was lost with its file is replaced with a notice', async (t) => {
    const { settle, sentences, key } = await openWithAccessKey(t)
    const later = await settle()
    t.not(later?.secretOf(key.accessKeyId), key.secretAccessKey)
    expectParts(t, sentences, [/^The server key is lost, .* `access-key create`\.$/])
  })
})

t.test('a command that opens the database', async (t) => {
  const { dependencies, key } = await openWithAccessKey(t, one)
  const find = (options: { given?: string; isShared: boolean }) =>
    findServerKey(dependencies, memory, { given: options.given, isShared: options.isShared })
  const found = await find({ given: one, isShared: true })
  t.equal(found?.secretOf(key.accessKeyId), key.secretAccessKey)
  t.equal(await find({ isShared: true }), undefined)
  t.equal(await find({ given: other, isShared: true }), undefined, 'and goes on with the rest')
})
