import { VisibleText } from './visible-text.tsx'

/** A sentence in which text between backticks is code. It may contain text that a client sent. */
export const Prose = ({ text }: { readonly text: string }) => (
  <>
    {text.split(/`([^`]+)`/).map((part, index) =>
      index % 2 === 0 ? (
        <VisibleText key={index} text={part} />
      ) : (
        <code key={index}>
          <VisibleText text={part} />
        </code>
      ),
    )}
  </>
)
