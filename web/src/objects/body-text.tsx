import "./body-text.css";

interface BodyTextProps {
  /** The name of the box for readers of the screen. */
  readonly label: string;
  readonly text: string;
}

/** A recorded body, in a box that scrolls once it is long. The keyboard reaches the box, because not every browser scrolls one without focus. */
export function BodyText({ label, text }: BodyTextProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll the box that has the focus
    <div className="body-text" role="group" aria-label={label} tabIndex={0}>
      <pre translate="no">{text}</pre>
    </div>
  );
}
