import { setTimeout as sleep } from 'node:timers/promises'
import type { Journal } from './journal.ts'

/** An administrator who changes a setting from time to time: every change increments the revision of the store. */
export interface Administrator {
  readonly run: (isOver: () => boolean) => Promise<void>
  /** Reports to the journal if the setting is not the last one. */
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
