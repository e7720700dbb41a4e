import { type Source, sourceText } from '../../../identity-center/source.ts'

const sourceUrl = (source: Source): string | undefined => {
  switch (source.kind) {
    case 'rfc':
      return `https://www.rfc-editor.org/rfc/rfc${source.rfc}#section-${source.section}`
    case 'guide':
    case 'report':
      return source.url
    case 'decision':
      return undefined
  }
}

/** The source of a rule, with a link if it has a URL. */
export const SourceLink = ({ source }: { readonly source: Source }) => {
  const url = sourceUrl(source)
  const text = sourceText(source)
  if (url === undefined) return <>{text}</>
  return (
    <a href={url} rel="noreferrer">
      {text.replace(`, ${url}`, '')}
    </a>
  )
}
