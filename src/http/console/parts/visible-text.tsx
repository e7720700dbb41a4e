import { Fragment } from 'preact'
import { invalidByte } from '../../../events/body-text.ts'
import { readableText } from '../../../identity-center/code-points.ts'

/** Characters without a visible form. */
const invisible = /([\p{C}\p{Z}])/u
const allowedWhitespace = ' \n\t'

const spellOut = (character: string): string => {
  const byte = invalidByte(character)
  if (byte !== undefined) return `<0x${byte.toString(16).toUpperCase()}>`
  return character === ' ' ? '<U+0020>' : readableText(character)
}

/** Text that a client sent. Invisible characters and those that change the text direction appear as code points. */
export const VisibleText = ({
  text,
  spellOutSpaces = false,
}: {
  readonly text: string
  /** Whether spaces, tabs and line ends appear as code points too. */
  readonly spellOutSpaces?: boolean
}) => (
  <>
    {text
      .replaceAll('\r\n', '\n')
      .split(invisible)
      .map((part, index) =>
        index % 2 === 0 || (!spellOutSpaces && allowedWhitespace.includes(part)) ? (
          <Fragment key={index}>{part}</Fragment>
        ) : (
          <span key={index} class="invisible-character">
            {spellOut(part)}
          </span>
        ),
      )}
  </>
)
