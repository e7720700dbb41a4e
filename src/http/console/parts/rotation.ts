import type { TokenView } from '../../../administration/stores/tokens.ts'
import { liveTokens } from './token-state.ts'

/** The steps of a rotation, in their order: AWS user guide, rotate an access token. */
export const rotationSteps = ['generate', 'switch', 'test', 'delete'] as const
export type RotationStep = (typeof rotationSteps)[number]

/** The progress of a rotation. */
export interface Rotation {
  /** The token to replace; undefined if there is none. */
  readonly older: TokenView | undefined
  /** The token that replaces it; undefined until it is generated. */
  readonly newer: TokenView | undefined
  readonly progress: Readonly<Record<RotationStep, 'done' | 'now' | 'later'>>
}

const countDoneSteps = (newer: TokenView | undefined): number => {
  if (newer === undefined) return 0
  return newer.lastUsedAt === null ? 1 : 3 // one request with the newer token completes both `switch` and `test`
}

/** Derives the progress of a rotation from the valid tokens and their last use. */
export const computeRotation = (tokens: readonly TokenView[]): Rotation => {
  const [older, newer] = liveTokens(tokens)
  const done = countDoneSteps(newer)
  const stepState = (step: RotationStep) => {
    const index = rotationSteps.indexOf(step)
    if (index < done) return 'done'
    return index === done ? 'now' : 'later'
  }
  const progress = {
    generate: stepState('generate'),
    switch: stepState('switch'),
    test: stepState('test'),
    delete: stepState('delete'),
  } as const
  return { older, newer, progress }
}
