import { WrongUsage } from '../config.ts'
import type { Terminal } from './terminal.ts'

/** Somebody was asked and said no. */
export class ConfirmationDeclined extends Error {
  constructor() {
    super('Nothing was changed.')
    this.name = 'Declined'
  }
}

/** Asks before something is lost. Where nobody can be asked, only `--yes` goes on. */
export const confirm = async (
  terminal: Terminal,
  question: string,
  isConfirmed: boolean | undefined,
): Promise<void> => {
  if (isConfirmed) return
  if (!terminal.isInteractive) {
    throw new WrongUsage('Nobody can be asked here whether this is meant; say so with --yes.')
  }
  const answer = await terminal.ask(`${question} [y/N] `)
  if (!/^y(es)?$/i.test(answer.trim())) throw new ConfirmationDeclined()
}
