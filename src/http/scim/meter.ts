import type { Finding } from '../../identity-center/rule.ts'

/** Told of each request when it is answered. */
export interface Meter {
  /** Without an operation where the request reached none. */
  readonly answered: (
    operation: string | undefined,
    status: number,
    seconds: number,
    findings: readonly Finding[],
  ) => void
}
