import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import type { Victim } from './victim.ts'

/** Limit for the responses to other clients, generous for slow test machines. It is not a guarantee of the server. */
const waitMsMax = 20_000
const betweenMs = 20

const mebibytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`

/** A well-behaved client that sends requests until it is stopped. */
export const startBystander = ({ ready, path, port }: Victim) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const waits: number[] = []
  const failures: string[] = []
  let isLeaving = false

  const ask = (method: string, target: string, body?: string) =>
    new Promise<void>((resolve) => {
      const began = performance.now()
      const done = (failure?: string) => {
        waits.push(performance.now() - began)
        if (failure !== undefined) failures.push(failure)
        resolve()
      }
      const headers = { authorization: `Bearer ${ready.accessToken}` }
      const sent = request({ port, agent, method, path: path + target, headers }, (response) => {
        const { statusCode = 0 } = response
        response.resume().on('end', () => done(statusCode < 300 ? undefined : `${statusCode}`))
      })
      sent.on('error', (error) => done(error.message))
      sent.end(body)
    })

  const work = async () => {
    for (let n = 0; !isLeaving; n += 1) {
      const userName = `bystander-${process.pid}-${Date.now()}-${n}`
      const name = { givenName: 'Ann', familyName: 'Example' }
      await ask('POST', '/Users', JSON.stringify({ userName, displayName: 'Ann', name }))
      await ask('GET', `/Users?filter=userName+eq+%22${userName}%22`)
      await sleep(betweenMs)
    }
  }
  const working = work()
  return {
    leave: async () => {
      isLeaving = true
      await working
      agent.destroy()
      return { asked: waits.length, longest: Math.max(0, ...waits), failures }
    },
  }
}

/**
 * Attacks a server while another client uses it, and asserts that the other client is not affected. Comments its
 * longest wait and the memory of the process afterwards.
 */
export const beside = async <Result>(
  t: Test,
  victim: Victim,
  attack: () => Promise<Result>,
): Promise<Result> => {
  const bystander = startBystander(victim)
  try {
    return await attack()
  } finally {
    const { asked, longest, failures } = await bystander.leave()
    const resident = victim.resident()
    const memory = resident === undefined ? '' : `; the process takes ${mebibytes(resident)}`
    t.comment(`beside it ${asked} requests, the longest took ${longest.toFixed(0)} ms${memory}`)
    t.ok(asked > 0 && failures.length === 0, 'the other client got a response to each request', {
      failures,
    })
    t.ok(longest < waitMsMax, 'the other client never waited long', { longest })
  }
}

/** A leak grows with each repetition. Caches and batches do not. */
const roundsMax = 3

/** Asserts that repeating `again` does not grow memory by more than this, in MiB. */
export const leavesLittle = async (
  t: Test,
  victim: Victim,
  most: number,
  again: () => Promise<unknown>,
): Promise<void> => {
  await again() // fills caches and pools
  const growths: number[] = []
  while (growths.length < roundsMax && !growths.some((growth) => growth < most * 1_048_576)) {
    const before = await victim.held()
    await again()
    growths.push((await victim.held()) - before)
  }
  t.comment(`${growths.map(mebibytes).join(', then ')} stay behind`)
  t.ok(Math.min(...growths) < most * 1_048_576, `less than ${most} MiB stay behind`)
}
