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
    await server.configure({})
    await server.reset()
    t.ok(await shows(ask, await furnish(ask)), 'a request shows it')
    if ('behaviour' in cause) t.ok(behaviours[cause.behaviour])
    if (!('rule' in cause)) return

    const law = findLaw(cause.rule)
    t.ok(law, `${cause.rule} is a rule`)
    if (law?.switchable !== true || law.level !== 'refuse') return

    await server.reset()
    const present = await furnish(ask)
    await server.configure({ rules: { [law.id]: 'off' } })
    t.notOk(await shows(ask, present), 'and none does when the rule is off')
  })
}
