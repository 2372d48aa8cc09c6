import type { Messages } from "../messages/messages.ts";

/** A name and what is said about it, with the colon of the reader's language: French puts a space before it. */
export function formatLabelled(messages: Messages, label: string, text: string): string {
  return `${label}${messages.word("cli.colon")} ${text}`;
}
