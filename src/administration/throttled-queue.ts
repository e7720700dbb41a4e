/** Runs pieces of work one after the other. */
export type ThrottledQueue = <Result>(work: () => Promise<Result>) => Promise<Result>

const rest = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** A live request takes a few milliseconds in many small turns; it finds at least so many between two pieces. */
const restMin = 10

/**
 * For work that thinks for long: one piece at a time, and after each as much rest as it took. A request that is served
 * meanwhile meets one piece or two of it, however many wait.
 */
export const throttledQueue = (): ThrottledQueue => {
  let last = Promise.resolve()
  return (work) => {
    let started = 0
    const result = last.then(() => {
      started = performance.now()
      return work()
    })
    const pause = () => rest(Math.max(restMin, performance.now() - started))
    last = result.then(pause, pause)
    return result
  }
}
