import type { Client } from './clients.ts'
import type { Finding } from './rule.ts'

const advice: Readonly<Record<string, Partial<Readonly<Record<Client, string>>>>> = {}

/** What the operator of one client does about one law, in a sentence. */
export const adviceFor = (ruleId: string, client: Client | undefined): string | undefined =>
  client === undefined || !Object.hasOwn(advice, ruleId) ? undefined : advice[ruleId]?.[client]

/** The finding with what is known of the client's own remedy behind the general one. */
export const withAdvice = (finding: Finding, client: Client | undefined): Finding => {
  const advised = adviceFor(finding.ruleId, client)
  return advised === undefined
    ? finding
    : { ...finding, remedy: `${finding.remedy} ${client}: ${advised}` }
}
