import { excerptBody } from '../../../events/body-excerpt.ts'
import type { MarkedPart } from '../../../events/marked-body.ts'
import { codePointText } from '../../../identity-center/code-points.ts'
import type { Certainty, Finding } from '../../../identity-center/rule.ts'
import { findRule } from '../../../identity-center/rules/rule-book.ts'
import type { Source } from '../../../identity-center/source.ts'
import { Badge } from '../parts/badge.tsx'
import { Prose } from '../parts/prose.tsx'
import { VisibleText } from '../parts/visible-text.tsx'
import { MarkedText, markId, truncateParts } from './body-view.tsx'

const certainties: Readonly<Record<Certainty, string>> = {
  documented: 'documented',
  observed: 'observed at AWS',
  assumed: 'assumed, not confirmed',
}

const sourceUrl = (source: Source | undefined): string | undefined => {
  switch (source?.kind) {
    case 'rfc':
      return `https://www.rfc-editor.org/rfc/rfc${source.rfc}#section-${source.section}`
    case 'guide':
    case 'report':
      return source.url
    default:
      return undefined
  }
}

const SourceLink = ({ ruleId, source }: Finding) => {
  const text = source.replace(/, https:\/\/\S+$/, '')
  const address = sourceUrl(findRule(ruleId)?.source)
  return address === undefined ? (
    <Prose text={text} />
  ) : (
    <a href={address} rel="noreferrer">
      <Prose text={text} />
    </a>
  )
}

const Excerpt = ({
  parts,
  finding,
  findings,
}: {
  readonly parts: readonly MarkedPart[]
  readonly finding: number
  readonly findings: readonly Finding[]
}) => {
  const excerpt = excerptBody(parts, finding)
  const [before, after] = excerpt.isCut
  const isShown = truncateParts(parts).some((part) => part.findings.includes(finding))
  return (
    <p class="excerpt">
      <code>
        {before && '…'}
        <MarkedText parts={excerpt.parts} findings={findings} />
        {after && '…'}
      </code>{' '}
      {isShown && <a href={`#${markId(finding)}`}>Show in the body</a>}
    </p>
  )
}

/** One finding: what is wrong, where, and what to do. */
export const FindingCard = ({
  index,
  findings,
  parts,
  path,
  without,
}: {
  /** The index of the finding in `findings`. */
  readonly index: number
  readonly findings: readonly Finding[]
  /** The request body that the finding is about. */
  readonly parts: readonly MarkedPart[]
  /** The path of the event's page. Undefined if the request cannot be explained again. */
  readonly path: string | undefined
  /** The rules that are turned off already. */
  readonly without: readonly string[]
}) => {
  const finding = findings[index]
  if (finding === undefined) return null
  const { ruleId, severity, sentence, value, remedy, certainty, codePoints = [] } = finding
  const isMarked = parts.some((part) => part.findings.includes(index))
  const isSwitchable = findRule(ruleId)?.switchable === true
  return (
    <article class={`finding ${severity === 'refused' ? 'bad' : 'warning'}`}>
      <h2>
        <Prose text={sentence} />
      </h2>
      {isMarked && <Excerpt parts={parts} finding={index} findings={findings} />}
      {!isMarked && value !== '' && (
        <p class="excerpt">
          <code>
            <VisibleText text={value} />
          </code>
        </p>
      )}
      {codePoints.length > 0 && (
        <p class="code-points">
          <strong>Characters:</strong> {codePointText(codePoints)} (positions count from 0)
        </p>
      )}
      <p class="remedy">
        <strong>What to do:</strong> <Prose text={remedy} />
      </p>
      <p class="about">
        {severity === 'refused' ? (
          <Badge kind="bad">Refused</Badge>
        ) : (
          <Badge kind="warning">Warning</Badge>
        )}
        <code class="rule-id">{ruleId}</code>
        {finding.path !== '' && (
          <span>
            <code>
              <VisibleText text={finding.path} />
            </code>
          </span>
        )}
        <span>
          <SourceLink {...finding} /> ({certainties[certainty]})
        </span>
      </p>
      {path !== undefined && isSwitchable && (
        <form method="get" action={path}>
          {without.map((id) => (
            <input key={id} type="hidden" name="without" value={id} />
          ))}
          <button type="submit" class="small" name="without" value={ruleId}>
            Explain again without {ruleId}
          </button>
        </form>
      )}
    </article>
  )
}

const cardsMax = 8

/** All findings of an event. Those after the first few are collapsed. */
export const FindingCards = (all: Omit<Parameters<typeof FindingCard>[0], 'index'>) => {
  const cards = all.findings.map((finding, index) => (
    <FindingCard key={`${index} ${finding.ruleId}`} {...all} index={index} />
  ))
  return (
    <div class="findings">
      {cards.slice(0, cardsMax)}
      {cards.length > cardsMax && (
        <details>
          <summary>{cards.length - cardsMax} more findings</summary>
          {cards.slice(cardsMax)}
        </details>
      )}
    </div>
  )
}
