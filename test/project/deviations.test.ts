import t from 'tap'
import { behaviors } from '../../src/identity-center/behaviors.ts'
import { findRule } from '../../src/identity-center/rules/rule-book.ts'
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
    if ('behavior' in cause) t.ok(behaviors[cause.behavior])
    if (!('rule' in cause)) return

    const rule = findRule(cause.rule)
    t.ok(rule, `${cause.rule} is a rule`)
    if (rule?.switchable !== true || rule.level !== 'refuse') return

    await server.reset()
    const present = await furnish(ask)
    await server.configure({ rules: { [rule.id]: 'off' } })
    t.notOk(await shows(ask, present), 'and none does when the rule is off')
  })
}
