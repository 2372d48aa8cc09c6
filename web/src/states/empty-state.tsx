import type { ReactNode } from "react";

interface EmptyProps {
  readonly heading: string;
  /** 1 where the page has no other title. */
  readonly level?: 1 | 2;
  /** What to do first. */
  readonly text: string;
  readonly action?: ReactNode;
}

/** Stands for a list without entries, and says how the first one comes to be. */
export function EmptyState({ heading, level = 2, text, action }: EmptyProps) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className="empty">
      <Heading>{heading}</Heading>
      <p>{text}</p>
      {action !== undefined && <div className="empty-action">{action}</div>}
    </div>
  );
}
