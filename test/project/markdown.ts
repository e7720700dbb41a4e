/** A table of Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Text as code, in as many backticks as it needs. */
export const code = (text: string): string =>
  text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``

/** A section of a page: what stands between `<!-- name -->` and `<!-- /name -->`. */
const marked = (name: string) =>
  new RegExp(`(?<=<!-- ${name} -->\n)[\\s\\S]*?(?=<!-- /${name} -->)`)

/** The section of that name that a page has. */
export const findSection = (page: string, name: string): string | undefined =>
  marked(name).exec(page)?.[0]

/** A page with the section of that name replaced. */
export const withSection = (page: string, name: string, text: string): string =>
  page.replace(marked(name), () => text)

/** The page without its blocks of code, in which nothing is a link or a heading. */
const withoutCode = (page: string) => page.replace(/^```[\s\S]*?^```$/gm, '')

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/\[(.*?)\]\(.*?\)/g, '$1')
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-')

/** The anchors of a page's headings. A heading that is there twice has a number from the second time on. */
export const anchorsOf = (page: string): ReadonlySet<string> => {
  const anchors = new Set<string>()
  for (const [, heading = ''] of withoutCode(page).matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = anchorOf(heading)
    let unique = anchor
    for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`
    anchors.add(unique)
  }
  return anchors
}

/** The targets of all links and pictures of a page. */
export const linksOf = (page: string): readonly string[] => {
  const text = withoutCode(page).replace(/(`+)[^`]*?\1(?!\()/g, (match) =>
    match.replace(/[[\]]/g, ''),
  )
  return Array.from(text.matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g), ([, target = '']) => target)
}
