import { type ReactNode, useId } from "react";
import "./panel.css";

interface PanelProps {
  readonly heading: string;
  /** True for a heading that is a name: browsers that translate pages leave it alone. */
  readonly isName?: boolean;
  readonly badge?: ReactNode;
  readonly text?: string;
  /** The buttons at the end of the heading. */
  readonly actions?: ReactNode;
  readonly isWide?: boolean;
  readonly children?: ReactNode;
}

/** A part of a page with its heading, a sentence on what it is for, and what can be done. */
export function Panel(props: PanelProps) {
  const { heading, isName = false, badge, text, actions, isWide = false, children } = props;
  const id = useId();
  return (
    <section className={isWide ? "panel panel-wide" : "panel"} aria-labelledby={id}>
      <div className="panel-head">
        <div>
          <div className="panel-title">
            <h2 id={id} {...(isName ? { translate: "no" } : {})}>
              {heading}
            </h2>
            {badge}
          </div>
          {text !== undefined && <p className="soft">{text}</p>}
        </div>
        <div className="panel-buttons">{actions}</div>
      </div>
      {children}
    </section>
  );
}
