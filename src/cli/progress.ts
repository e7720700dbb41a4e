import type { Terminal } from './terminal.ts'

const width = 30
const drawIntervalMs = 100

/** A progress bar on the last line of the terminal. Prints nothing unless the terminal is interactive. */
export const progressBar = ({ isInteractive, error }: Terminal, total: number) => {
  let done = 0
  let drawnAt = 0

  const draw = () => {
    const part = total === 0 ? 1 : Math.min(1, done / total)
    const filled = Math.round(part * width)
    const bar = '#'.repeat(filled).padEnd(width, '.')
    error(`\r[${bar}] ${String(Math.floor(part * 100)).padStart(3)} %`)
  }

  return {
    advance: (by: number) => {
      done += by
      if (!isInteractive || Date.now() - drawnAt < drawIntervalMs) return
      drawnAt = Date.now()
      draw()
    },
    /** Removes the bar, so that other output can be printed. */
    clear: () => {
      if (drawnAt === 0) return
      drawnAt = 0
      error('\r\x1b[K')
    },
  }
}
