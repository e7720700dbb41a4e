// The processor time and memory of processes, from Linux's /proc.
import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** State, parent and processor time from /proc/PID/stat; undefined if the process has ended. */
const statOf = (pid) => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const [state, parent, ...more] = text.slice(text.lastIndexOf(')') + 2).split(' ')
    // Includes the time of children that have ended.
    const ticks = more.slice(9, 13).reduce((sum, field) => sum + Number(field), 0)
    return { state, parent: Number(parent), seconds: ticks / TICKS_PER_SECOND }
  } catch {
    return undefined
  }
}

/** Seconds of processor time that processes have used. */
export const secondsOf = (pids) => pids.reduce((sum, pid) => sum + (statOf(pid)?.seconds ?? 0), 0)

const withChildren = (pid) => [
  pid,
  ...readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(name)?.parent === pid),
]

/** Seconds that a server, the PostgreSQL behind it and this process have used so far. */
export const processorTime = async ({ pid, postmaster }) => {
  const { user, system } = process.cpuUsage()
  return {
    server: secondsOf([pid]),
    ...(postmaster !== undefined && { PostgreSQL: secondsOf(withChildren(postmaster)) }),
    client: (user + system) / 1e6,
  }
}

/** The parent of a process. */
export const parentOf = (pid) => statOf(pid)?.parent

/** Memory in megabytes: `VmRSS` is the current value, `VmHWM` the peak. */
export const memoryOf = (pid, field) => {
  const text = readFileSync(`/proc/${pid}/status`, 'latin1')
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)[1]) / 1024
}
