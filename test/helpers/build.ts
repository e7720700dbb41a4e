import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const stamp = join(root, 'dist/.built')
const lock = join(root, 'dist/.building')
const abandonedMs = 120_000

/** The built program. */
export const mainFile = join(root, 'dist/main.js')

const newest = (folder: string): number =>
  Math.max(
    ...readdirSync(folder, { recursive: true }).map(
      (name) => statSync(join(folder, String(name))).mtimeMs,
    ),
  )

const isBuilt = () => existsSync(stamp) && statSync(stamp).mtimeMs > newest(join(root, 'src'))

const tryLock = (): boolean => {
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false // another test file is building
  }
}

/** Builds the program unless it is up to date. Only one of several concurrent test files builds. */
export const build = async (): Promise<void> => {
  mkdirSync(join(root, 'dist'), { recursive: true })
  while (!isBuilt()) {
    if (tryLock()) {
      try {
        const started = new Date()
        const { status } = spawnSync(process.execPath, ['build.mjs'], { cwd: root })
        if (status !== 0) throw new Error('the program could not be built')
        writeFileSync(stamp, started.toISOString())
      } finally {
        rmSync(lock, { recursive: true, force: true })
      }
    } else {
      await sleep(200)
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
      if (since !== undefined && Date.now() - since > abandonedMs) {
        rmSync(lock, { recursive: true, force: true })
      }
    }
  }
}
