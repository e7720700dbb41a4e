import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, rmSync, statfsSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { temporaryDirectory } from './directory.ts'

const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

/** The reason to skip tests with a small disk; false if they can run. */
export const noSmallDisk = !canMount && 'needs root on Linux to mount a file system'

/** A small file system in memory, visible only in its own mount namespace. */
export interface SmallDisk {
  /** Its path for programs in the namespace. */
  readonly path: string
  /** The path of its files for other programs. */
  readonly outside: string
  /** The command line that a program in the namespace is started with. */
  readonly within: readonly string[]
  /** Fills it with a file, except for this many bytes. */
  readonly fill: (left?: number) => void
  /** Removes the file of `fill`. */
  readonly empty: () => void
  readonly setReadOnly: (isReadOnly: boolean) => void
}

/** Mounts a small disk, unmounted when the test ends. */
export const smallDisk = async (t: Pick<Test, 'teardown'>, bytes: number): Promise<SmallDisk> => {
  const path = await temporaryDirectory(t)
  const script = `mount -t tmpfs -o size=${bytes},mode=1777 tmpfs "$0" && echo mounted && exec cat`
  // It keeps the namespace until its standard input closes, at the latest when this process ends.
  const holder = spawn('unshare', ['--mount', 'sh', '-c', script, path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  t.teardown(async () => {
    holder.stdin.end()
    await once(holder, 'close')
  })
  await once(holder.stdout, 'data')
  const within = ['nsenter', '--target', String(holder.pid), '--mount']
  const outside = `/proc/${holder.pid}/root${path}`
  const filler = join(outside, 'filler')
  const remount = (how: string) => {
    const { stderr, status } = spawnSync(within[0] ?? '', [
      ...within.slice(1),
      'mount',
      '-o',
      `remount,${how}`,
      path,
    ])
    if (status !== 0) throw new Error(String(stderr))
  }
  return {
    path,
    outside,
    within,
    fill: (left = 0) => {
      const { bavail, bsize } = statfsSync(outside)
      const more = bavail * bsize - left
      if (more >= 0) appendFileSync(filler, Buffer.alloc(more))
      else truncateSync(filler, Math.max(0, statSync(filler).size + more))
    },
    empty: () => rmSync(filler, { force: true }),
    setReadOnly: (isReadOnly) => remount(isReadOnly ? 'ro' : 'rw'),
  }
}
