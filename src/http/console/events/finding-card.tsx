import { bodyExcerpt } from '../../../events/body-excerpt.ts'
import type { MarkedPart } from '../../../events/marked-body.ts'
import { codePointText } from '../../../identity-center/code-points.ts'
import type { Certainty, Finding } from '../../../identity-center/rule.ts'
import { findRule } from '../../../identity-center/rules/rule-book.ts'
import type { Source } from '../../../identity-center/source.ts'
import { Badge } from '../parts/badge.tsx'
import { Prose } from '../parts/prose.tsx'
import { Shown } from '../parts/shown.tsx'
import { MarkedText, markId, shownParts } from './body-view.tsx'

const certainties: Readonly<Record<Certainty, string>> = {
  documented: 'AWS documents it',
  observed: 'somebody observed it',
  assumed: 'assumed: nobody knows for sure',
}

const addressOf = (source: Source | undefined): string | undefined => {
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
  const address = addressOf(findRule(ruleId)?.source)
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
  const excerpt = bodyExcerpt(parts, finding)
  const [before, after] = excerpt.isCut
  const isShown = shownParts(parts).some((part) => part.findings.includes(finding))
  return (
    <p class="excerpt">
      <code>
        {before && '…'}
        <MarkedText parts={excerpt.parts} findings={findings} />
        {after && '…'}
      </code>{' '}
      {isShown && <a href={`#${markId(finding)}`}>In the body</a>}
    </p>
  )
}

/** What is said of one offence, in plain words: what is wrong, where, and what to do. */
export const FindingCard = ({
  index,
  findings,
  parts,
  path,
  without,
}: {
  /** Which of the findings. */
  readonly index: number
  readonly findings: readonly Finding[]
  /** The body that it is about. */
  readonly parts: readonly MarkedPart[]
  /** The page of the event; none where it cannot be asked about again. */
  readonly path: string | undefined
  /** The rules that are off already. */
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
            <Shown text={value} />
          </code>
        </p>
      )}
      {codePoints.length > 0 && (
        <p class="culprits">
          <strong>At fault:</strong> {codePointText(codePoints)} (counted from 0)
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
        <code class="rule">{ruleId}</code>
        {finding.path !== '' && (
          <span>
            <code>
              <Shown text={finding.path} />
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
            Explain again with {ruleId} off
          </button>
        </form>
      )}
    </article>
  )
}

const shownMax = 8

/** All that is said of an event; beyond the first few, folded away. */
export const FindingCards = (all: Omit<Parameters<typeof FindingCard>[0], 'index'>) => {
  const cards = all.findings.map((finding, index) => (
    <FindingCard key={`${index} ${finding.ruleId}`} {...all} index={index} />
  ))
  return (
    <div class="findings">
      {cards.slice(0, shownMax)}
      {cards.length > shownMax && (
        <details>
          <summary>{cards.length - shownMax} more findings</summary>
          {cards.slice(shownMax)}
        </details>
      )}
    </div>
  )
}
