import type { Finding } from '../../identity-center/rule.ts'

/** Receives the measurements of each request. */
export interface Meter {
  /** Called when a request was answered. `operation` is undefined if the request reached none. */
  readonly answered: (
    operation: string | undefined,
    status: number,
    seconds: number,
    findings: readonly Finding[],
  ) => void
}
