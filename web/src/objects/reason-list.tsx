import { type Reason, useReasonTexts } from "./use-reason-texts.ts";

/** Reasons as sentences, the first reason first, each once. */
export function ReasonList({ reasons }: { readonly reasons: readonly Reason[] }) {
  const textFor = useReasonTexts();
  if (reasons.length === 0) return null;
  return (
    <ul className="reasons">
      {[...new Set(reasons.map(textFor))].map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
