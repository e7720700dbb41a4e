import type { ComponentChildren } from 'preact'
import { bodyText } from '../../../events/body-text.ts'
import type { EventView } from '../../../events/event-view.ts'
import { type MarkedPart, markBody } from '../../../events/marked-body.ts'
import type { Finding } from '../../../identity-center/rule.ts'
import { reachable } from '../parts/reachable.ts'
import { Shown } from '../parts/shown.tsx'

/** Where in the page the place is that a finding is about. */
export const markId = (finding: number): string => `mark-${finding}`

const deepest = 24

const layoutOf = ({ before }: MarkedPart): string =>
  before === undefined
    ? ''
    : before === 'space'
      ? ' '
      : `\n${'  '.repeat(Math.min(before, deepest))}`

/** Parts of a body, those marked that findings are about. */
export const MarkedText = ({
  parts,
  findings,
  anchors = false,
}: {
  readonly parts: readonly MarkedPart[]
  readonly findings: readonly Finding[]
  /** Whether links lead here. */
  readonly anchors?: boolean
}) => {
  const led = new Set<number>()
  const anchorsOf = ({ findings: indexes }: MarkedPart): ComponentChildren =>
    indexes.map((index) => {
      if (!anchors || led.has(index)) return null
      led.add(index)
      return <span key={index} id={markId(index)} class="anchor" />
    })
  return (
    <>
      {parts.map((part, index) => (
        <span key={index}>
          {layoutOf(part)}
          {anchorsOf(part)}
          {part.mark === undefined ? (
            <Shown text={part.text} />
          ) : (
            <mark
              class={part.mark}
              title={
                part.mark === 'fault'
                  ? 'Here it stops being JSON.'
                  : part.findings.map((each) => findings[each]?.ruleId).join(', ')
              }
            >
              <Shown text={part.text} everything={part.mark !== 'value'} />
            </mark>
          )}
        </span>
      ))}
    </>
  )
}

/** How much of a body a page shows, in UTF-16 units: nobody reads more, and a browser would be slow. */
const shownMax = 60_000

/** The beginning of a body that a page shows; all of it, but for the very longest. */
export const shownParts = (parts: readonly MarkedPart[]): readonly MarkedPart[] => {
  let left = shownMax
  return parts.flatMap((part): readonly MarkedPart[] => {
    const text = part.text.slice(0, left)
    left -= text.length
    return text === '' ? [] : [{ ...part, text }]
  })
}

type Side = EventView['request'] | EventView['response']

const number = new Intl.NumberFormat('en')

const lengthOf = (parts: readonly MarkedPart[]) =>
  parts.reduce((sum, { text }) => sum + text.length, 0)

/** What is to be known of a body before it is read. */
const notesOf = ({ body, bodyBase64, bodyBytes }: Side, parts: readonly MarkedPart[]) => [
  ...(bodyBytes === undefined
    ? []
    : body === null && bodyBase64 === undefined
      ? [`It had ${number.format(bodyBytes)} bytes; none of them were kept.`]
      : [`Only its beginning was kept: it had ${number.format(bodyBytes)} bytes.`]),
  ...(lengthOf(parts) > shownMax
    ? [`Only its first ${number.format(shownMax)} characters are shown here.`]
    : []),
  ...(bodyBase64 === undefined
    ? []
    : ['It is no UTF-8: a byte that belongs to no character is shown as <0xFF>.']),
  ...(parts.some(({ mark }) => mark === 'fault')
    ? ['It is no JSON: where it stops being any is marked.']
    : []),
  ...(parts.some(({ before }) => before !== undefined)
    ? ['Laid out for reading: it came in one line.']
    : []),
]

/** The parts of a request's body, with what its findings are about marked. */
export const requestParts = ({ request, findings }: EventView): readonly MarkedPart[] =>
  markBody(bodyText(request) ?? '', findings, { isCut: request.bodyBytes !== undefined })

/** A body as it came, or as it was answered. */
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
  const shown = shownParts(parts)
  const notes = notesOf(side, parts)
  const isEmpty = parts.length === 0
  return (
    <>
      {!isEmpty && (
        <section class="body" {...reachable} aria-label={label}>
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
