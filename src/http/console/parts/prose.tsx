import { Shown } from './shown.tsx'

/** A sentence of ours, in which what stands between backticks is code; it may name what somebody else wrote. */
export const Prose = ({ text }: { readonly text: string }) => (
  <>
    {text.split(/`([^`]+)`/).map((part, index) =>
      index % 2 === 0 ? (
        <Shown key={index} text={part} />
      ) : (
        <code key={index}>
          <Shown text={part} />
        </code>
      ),
    )}
  </>
)
