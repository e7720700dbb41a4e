import { setTimeout as sleep } from 'node:timers/promises'
import type { Journal } from './journal.ts'

/** Somebody who changes a setting now and then while the clients write: every change is a revision of the store. */
export interface Administrator {
  readonly run: (isOver: () => boolean) => Promise<void>
  /** Tells the journal where the setting is not as it was left. */
  readonly settle: () => Promise<void>
}

const pauseMs = 100

export const administrator = ({ configure, admin, problems }: Journal): Administrator => {
  let days = 30
  let asked: number | undefined
  return {
    run: async (isOver) => {
      while (!isOver() && asked === undefined) {
        const next = days + 1
        const done = await configure(`days-${next}`, { events: { days: next } })
        if (done === undefined) asked = next
        else days = next
        await sleep(pauseMs)
      }
    },
    settle: async () => {
      const found = JSON.parse(await admin('/settings')).events?.days ?? 30
      if (found !== days && found !== asked) {
        problems.push(`the setting is ${found}, and was ${days} (then ${asked})`)
      }
      days = found
      asked = undefined
    },
  }
}
