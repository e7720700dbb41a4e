import type { TokenView } from '../../../administration/stores/tokens.ts'
import { liveTokens } from './token-state.ts'

/** AWS user guide, rotate an access token: the steps, in their order. */
export const rotationSteps = ['generate', 'switch', 'test', 'delete'] as const
export type RotationStep = (typeof rotationSteps)[number]

/** How far a rotation has come. */
export interface Rotation {
  /** The token that goes; undefined where there is none. */
  readonly older: TokenView | undefined
  /** The token that takes over; undefined until it is generated. */
  readonly newer: TokenView | undefined
  readonly progress: Readonly<Record<RotationStep, 'done' | 'now' | 'later'>>
}

const doneSteps = (newer: TokenView | undefined): number => {
  if (newer === undefined) return 0
  return newer.lastUsedAt === null ? 1 : 3 // a request that carries it shows both: it was switched to, and works
}

/** How far a rotation has come, by which tokens there are and what they were used for. */
export const rotationOf = (tokens: readonly TokenView[]): Rotation => {
  const [older, newer] = liveTokens(tokens)
  const done = doneSteps(newer)
  const stateOf = (step: RotationStep) => {
    const place = rotationSteps.indexOf(step)
    if (place < done) return 'done'
    return place === done ? 'now' : 'later'
  }
  const progress = {
    generate: stateOf('generate'),
    switch: stateOf('switch'),
    test: stateOf('test'),
    delete: stateOf('delete'),
  } as const
  return { older, newer, progress }
}
