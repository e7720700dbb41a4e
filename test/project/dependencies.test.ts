import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from './source-files.ts'

const text = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly dev?: true; readonly devOptional?: true }>>
}

t.test('docs/dependencies.md has a reason for each package that the program needs', async (t) => {
  const rows = Array.from(text.matchAll(/^\| `(.+?)` \| (.+) \|$/gm))
  t.same(
    rows.map(([, name]) => name),
    Object.keys(dependencies).sort(),
  )
  for (const [, name, reason = ''] of rows) t.match(reason, /^[A-Z@].{20,}\.$/, name ?? '')
})

t.test('docs/dependencies.md counts them, and those that come along', async (t) => {
  const installed = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
  )
  const [, direct, all] = /^(\d+) packages .* there are (\d+) when/m.exec(text) ?? []
  t.same([Number(direct), Number(all)], [Object.keys(dependencies).length, installed.length])
})
