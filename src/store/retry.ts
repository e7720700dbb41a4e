import { isTransient } from './constraints.ts'

/** How often work is begun that the database may pick as the victim of a deadlock. */
const attempts = 3

/** Does the work, which is a transaction of its own; does it again after a deadlock. */
export const retry = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  for (let left = attempts - 1; ; left -= 1) {
    try {
      return await work()
    } catch (error) {
      if (left === 0 || !isTransient(error)) throw error
    }
  }
}
