/** Runs tasks one after the other. */
export type ThrottledQueue = <Result>(work: () => Promise<Result>) => Promise<Result>

const sleep = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** The shortest pause between tasks, in milliseconds: enough for a request that needs many turns of the event loop. */
const pauseMsMin = 10

/**
 * A queue for CPU-bound tasks: one at a time, with a pause as long as the task after each. Half of the time remains for
 * other requests, however many tasks are queued.
 */
export const throttledQueue = (): ThrottledQueue => {
  let last = Promise.resolve()
  return (work) => {
    let started = 0
    const result = last.then(() => {
      started = performance.now()
      return work()
    })
    const pause = () => sleep(Math.max(pauseMsMin, performance.now() - started))
    last = result.then(pause, pause)
    return result
  }
}
