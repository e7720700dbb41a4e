import { freshArchive } from '../../src/store/fresh-archive.ts'
import { openStore } from '../../src/store/open-store.ts'
import { findTemplate, saveTemplate } from '../../src/store/template.ts'
import { databaseUrl, runSql, serverUrl, templateName } from './database-server.ts'

// Run once by before.mjs, before all test files: creates the database that they copy.
if ((await findTemplate()) === undefined) await saveTemplate(await freshArchive())

if (serverUrl !== undefined) {
  await runSql(serverUrl, `drop database if exists ${templateName}`)
  await runSql(serverUrl, `create database ${templateName}`)
  const { close } = await openStore({ databaseUrl: databaseUrl(templateName, serverUrl) })
  await close()
}
