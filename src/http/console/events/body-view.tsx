import type { ComponentChildren } from 'preact'
import { bodyText } from '../../../events/body-text.ts'
import type { EventView } from '../../../events/event-view.ts'
import { type MarkedPart, markBody } from '../../../events/marked-body.ts'
import type { Finding } from '../../../identity-center/rule.ts'
import { keyboardScrollable } from '../parts/keyboard-scrollable.ts'
import { formatNumber } from '../parts/number.ts'
import { VisibleText } from '../parts/visible-text.tsx'

/** The anchor in the page of the value that a finding is about. */
export const markId = (finding: number): string => `mark-${finding}`

/** Deeper levels are not indented further, so that their text stays on the page. */
const indentMax = 24

const whitespaceBefore = ({ layout }: MarkedPart): string =>
  layout === undefined
    ? ''
    : layout === 'space'
      ? ' '
      : `\n${'  '.repeat(Math.min(layout, indentMax))}`

/** Parts of a body, with the values highlighted that findings are about. */
export const MarkedText = ({
  parts,
  findings,
  anchors = false,
}: {
  readonly parts: readonly MarkedPart[]
  readonly findings: readonly Finding[]
  /** Whether the parts get anchors for links from finding cards. */
  readonly anchors?: boolean
}) => {
  const anchored = new Set<number>()
  const anchorsOf = ({ findings: indexes }: MarkedPart): ComponentChildren =>
    indexes.map((index) => {
      if (!anchors || anchored.has(index)) return null
      anchored.add(index)
      return <span key={index} id={markId(index)} class="anchor" />
    })
  return (
    <>
      {parts.map((part, index) => (
        <span key={index}>
          {whitespaceBefore(part)}
          {anchorsOf(part)}
          {part.mark === undefined ? (
            <VisibleText text={part.text} />
          ) : (
            <mark
              class={part.mark}
              title={
                part.mark === 'malformed'
                  ? 'The JSON is invalid from here on.'
                  : part.findings.map((each) => findings[each]?.ruleId).join(', ')
              }
            >
              <VisibleText text={part.text} spellOutSpaces={part.mark !== 'value'} />
            </mark>
          )}
        </span>
      ))}
    </>
  )
}

/** How much of a body a page shows, in UTF-16 units. More would make the browser slow. */
const charactersMax = 60_000

/** Truncates a body to what a page shows. */
export const truncateParts = (parts: readonly MarkedPart[]): readonly MarkedPart[] => {
  let left = charactersMax
  return parts.flatMap((part): readonly MarkedPart[] => {
    const text = part.text.slice(0, left)
    left -= text.length
    return text === '' ? [] : [{ ...part, text }]
  })
}

type Side = EventView['request'] | EventView['response']

const totalLength = (parts: readonly MarkedPart[]) =>
  parts.reduce((sum, { text }) => sum + text.length, 0)

/** Notes on how the shown body differs from the bytes that were sent. */
const bodyNotes = ({ body, bodyBase64, bodyBytes }: Side, parts: readonly MarkedPart[]) => [
  ...(bodyBytes === undefined
    ? []
    : body === null && bodyBase64 === undefined
      ? [`The body of ${formatNumber(bodyBytes)} bytes was not stored.`]
      : [`Only the beginning of the body was stored. It had ${formatNumber(bodyBytes)} bytes.`]),
  ...(totalLength(parts) > charactersMax
    ? [`This page shows the first ${formatNumber(charactersMax)} characters.`]
    : []),
  ...(bodyBase64 === undefined
    ? []
    : ['The body is not valid UTF-8. Invalid bytes are shown in the form <0xFF>.']),
  ...(parts.some(({ mark }) => mark === 'malformed')
    ? ['The body is not valid JSON. The position of the error is highlighted.']
    : []),
  ...(parts.some(({ layout }) => layout !== undefined)
    ? ['The body was sent in one line. This page adds line breaks.']
    : []),
]

/** Splits a request body into parts, and marks the values that its findings are about. */
export const markRequestBody = ({ request, findings }: EventView): readonly MarkedPart[] =>
  markBody(bodyText(request) ?? '', findings, { isCut: request.bodyBytes !== undefined })

/** The body of a request or response. */
export const BodyView = ({
  label,
  side,
  parts,
  findings,
}: {
  readonly label: string
  readonly side: Side
  readonly parts: readonly MarkedPart[]
  readonly findings: readonly Finding[]
}) => {
  const shown = truncateParts(parts)
  const notes = bodyNotes(side, parts)
  const isEmpty = parts.length === 0
  return (
    <>
      {!isEmpty && (
        <section class="body" {...keyboardScrollable} aria-label={label}>
          <pre>
            <MarkedText parts={shown} findings={findings} anchors />
          </pre>
        </section>
      )}
      {isEmpty && notes.length === 0 && <p class="empty">No body.</p>}
      {notes.length > 0 && <p class="hint">{notes.join(' ')}</p>}
    </>
  )
}
