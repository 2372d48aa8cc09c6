import type { ReactNode } from "react";
import { useTexts } from "../../../i18n/use-texts.ts";

/** `open` is still to do, `wrong` was tried and failed, `optional` can be left as it is. */
export type StepState = "done" | "open" | "wrong" | "optional";

const BADGES: Readonly<Record<StepState, string>> = {
  done: "badge-active",
  open: "badge-warm",
  wrong: "badge-deleted",
  optional: "badge-quiet",
};

interface StepProps {
  readonly title: string;
  readonly state: StepState;
  readonly text: string;
  readonly children?: ReactNode;
}

/** One step on the way to the first cycle. */
export function Step({ title, state, text, children }: StepProps) {
  const { t } = useTexts("setup");
  return (
    <li className={`panel setup-step setup-${state}`}>
      <div className="row-head">
        <h2>{title}</h2>
        <span className={`badge ${BADGES[state]}`}>{t(`state.${state}`)}</span>
      </div>
      <p className="soft">{text}</p>
      {children}
    </li>
  );
}
