import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './source-files.ts'

const pagesBelow = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${String(name)}`)
    .filter((path) => path.endsWith('.md'))

/** The documentation for users, by path below the root: `README.md` and what is in `docs/`. */
export const docsPages = (): readonly string[] => ['README.md', ...pagesBelow('docs')].sort()

/** Every page whose links are checked: also the policies, and the README of each module and of test folders. */
export const linkingPages = (): readonly string[] =>
  [
    ...docsPages(),
    'CHANGELOG.md',
    'SECURITY.md',
    ...pagesBelow('src'),
    ...pagesBelow('test'),
  ].sort()

export const readPage = (path: string): string => readFileSync(join(root, path), 'utf8')
