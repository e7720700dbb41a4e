import { Fragment } from 'preact'
import { invalidByte } from '../../../events/body-text.ts'
import { readableText } from '../../../identity-center/code-points.ts'

/** Everything that cannot be seen, but for a plain space and what makes lines. */
const unseen = /([\p{C}\p{Z}])/u
const harmless = ' \n\t'

const spelled = (character: string): string => {
  const byte = invalidByte(character)
  if (byte !== undefined) return `<0x${byte.toString(16).toUpperCase()}>`
  return character === ' ' ? '<U+0020>' : readableText(character)
}

/** A text that somebody else wrote: what cannot be seen in it, or would turn it around, is spelled out. */
export const Shown = ({
  text,
  everything = false,
}: {
  readonly text: string
  /** Spaces and line ends too. */
  readonly everything?: boolean
}) => (
  <>
    {text
      .replaceAll('\r\n', '\n')
      .split(unseen)
      .map((part, index) =>
        index % 2 === 0 || (!everything && harmless.includes(part)) ? (
          <Fragment key={index}>{part}</Fragment>
        ) : (
          <span key={index} class="unseen-character">
            {spelled(part)}
          </span>
        ),
      )}
  </>
)
