import { type Source, sourceText } from '../../../identity-center/source.ts'

const urlOf = (source: Source): string | undefined => {
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

/** Where something is written down, with a link where there is one. */
export const SourceLink = ({ source }: { readonly source: Source }) => {
  const url = urlOf(source)
  const text = sourceText(source)
  if (url === undefined) return <>{text}</>
  return (
    <a href={url} rel="noreferrer">
      {text.replace(`, ${url}`, '')}
    </a>
  )
}
