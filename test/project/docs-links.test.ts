import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import t from 'tap'
import { linkingPages, readPage } from './docs-files.ts'
import { anchorsOf, linksOf } from './markdown.ts'
import { root } from './source-files.ts'

/** What is wrong with a link from a page; undefined for a good one, and for one that leaves the project. */
const faultOf = (page: string, link: string): string | undefined => {
  if (/^https?:/.test(link)) return undefined
  const [file = '', anchor] = link.split('#')
  const target = file === '' ? page : normalize(join(dirname(page), decodeURIComponent(file)))
  if (!existsSync(join(root, target))) return `${target} does not exist`
  if (anchor === undefined) return undefined
  if (!target.endsWith('.md')) return `${target} has no headings`
  return anchorsOf(readPage(target)).has(anchor) ? undefined : `${target} has no #${anchor}`
}

t.test('links and anchors are found as GitHub does', async (t) => {
  const page =
    '# A `b`: c, d\n\n[x](y.md#z) `[no](code.md)` ![p](p.png)\n\n```sh\n# no [no](no.md)\n```\n\n## A b c d\n'
  t.same(linksOf(page), ['y.md#z', 'p.png'])
  t.same([...anchorsOf(page)], ['a-b-c-d', 'a-b-c-d-1'])
})

t.test('a dead link is found', async (t) => {
  t.equal(faultOf('docs/README.md', 'security.md'), undefined)
  t.equal(faultOf('docs/README.md', 'security.md#secrets'), undefined)
  t.match(faultOf('docs/README.md', 'no-such-page.md'), 'does not exist')
  t.match(faultOf('docs/README.md', 'security.md#no-such-heading'), 'has no #')
})

t.test('no link is dead', async (t) => {
  const links = linkingPages().flatMap((page) =>
    linksOf(readPage(page)).map((link) => ({ page, link })),
  )
  t.ok(links.length > 100)
  t.same(
    links.flatMap(({ page, link }) => {
      const fault = faultOf(page, link)
      return fault === undefined ? [] : [`${page}: ${link}: ${fault}`]
    }),
    [],
  )
})
