import { isTransient } from './constraints.ts'

/** Attempts in all, before the error is thrown. */
const attemptsMax = 3

/** Runs `work`, a whole transaction or statement, and retries it after a deadlock or serialization failure. */
export const retry = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  for (let left = attemptsMax - 1; ; left -= 1) {
    try {
      return await work()
    } catch (error) {
      if (left === 0 || !isTransient(error)) throw error
    }
  }
}
