import { WrongUsage } from '../config.ts'
import type { Terminal } from './terminal.ts'

/** The user did not answer a confirmation with yes. */
export class ConfirmationDeclined extends Error {
  constructor() {
    super('Cancelled. Nothing was changed.')
    this.name = 'Declined'
  }
}

/**
 * Asks for confirmation before data is deleted. Throws WrongUsage if stdin is not a terminal and --yes is not given.
 */
export const confirm = async (
  terminal: Terminal,
  question: string,
  isConfirmed: boolean | undefined,
): Promise<void> => {
  if (isConfirmed) return
  if (!terminal.isInteractive) {
    throw new WrongUsage(
      'Not a terminal, so the command cannot ask for confirmation. Pass `--yes`.',
    )
  }
  const answer = await terminal.ask(`${question} [y/N] `)
  if (!/^y(es)?$/i.test(answer.trim())) throw new ConfirmationDeclined()
}
