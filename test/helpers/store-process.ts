import { openStore } from '../../src/store/open-store.ts'
import { StartFailure } from '../../src/store/start-failure.ts'
import { ample, here, idOf, user } from './rows.ts'

// Opens the store of a directory or of a database URL, and adds users until it is killed.
// Prints `ready`, then each id after it is stored. If it cannot start, it prints the reason.
const [place = 'memory:'] = process.argv.slice(2)
try {
  const { store } = await openStore(
    /^postgres/.test(place) ? { databaseUrl: place } : { dataDir: place },
  )
  console.log('ready')
  const held = await store.users.list(here, undefined, { after: 0, limit: 1_000_000 })
  for (let n = held.length + 1; ; n += 1) {
    await store.users.insert(here, user(n), ample)
    console.log(idOf(n))
  }
} catch (error) {
  if (!(error instanceof StartFailure)) throw error
  console.log(error.message)
  process.exit(1)
}
