import t from 'tap'
import { behaviours } from '../../src/identity-center/behaviours.ts'
import { findLaw } from '../../src/identity-center/rule-book.ts'
import { startIdentityCenter } from '../../src/index.ts'
import { askOf, furnish } from './deviation-requests.ts'
import { deviations } from './deviations.ts'

const server = await startIdentityCenter()
t.teardown(() => server.close())
const ask = askOf(server)

for (const { rfc, here, cause, shows } of deviations) {
  t.test(`RFC ${rfc}: ${here}`, async (t) => {
    await server.reset()
    t.ok(await shows(ask, await furnish(ask)), 'a request shows it')
    if ('rule' in cause) t.ok(findLaw(cause.rule), `${cause.rule} is a rule`)
    if ('behaviour' in cause) t.ok(behaviours[cause.behaviour])
  })
}
