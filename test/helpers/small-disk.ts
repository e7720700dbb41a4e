import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, rmSync, statfsSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { temporaryDirectory } from './directory.ts'

const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

/** Why there can be no small disk here; false where there can. */
export const noSmallDisk =
  !canMount && 'wants a file system of its own, which root on Linux may mount'

/** A file system in memory of a size of its own, which only who is in its mount namespace sees. */
export interface SmallDisk {
  /** Where it is, to programs that are started within it. */
  readonly path: string
  /** Where its files are, to everybody else. */
  readonly outside: string
  /** The command line that starts a program within it goes after this. */
  readonly within: readonly string[]
  /** Has a file of its own take all the room but so many bytes. */
  readonly fill: (left?: number) => void
  /** Removes that file. */
  readonly empty: () => void
  readonly setReadOnly: (isReadOnly: boolean) => void
}

/** Mounts a small disk, which is gone when the test ends. */
export const smallDisk = async (t: Pick<Test, 'teardown'>, bytes: number): Promise<SmallDisk> => {
  const path = await temporaryDirectory(t)
  const script = `mount -t tmpfs -o size=${bytes},mode=1777 tmpfs "$0" && echo mounted && exec cat`
  // It keeps the namespace for as long as its standard input is open: not longer than this process lives.
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
