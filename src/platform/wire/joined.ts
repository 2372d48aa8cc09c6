import type { JoinedRequest } from "../../ports/wire.ts";
import type { Result } from "./call.ts";
import type { Happening } from "./exchange.ts";

/** The result of one part of a joined request. */
export interface PartResult {
  readonly result: Result;
  /** False if the answer to the carrier has none for this part. */
  readonly isAnswered: boolean;
}

/** The longest part of an answer that refuses a joined request as a whole which is repeated with each of its parts. */
const REPEATED_LENGTH_MAX = 1_000;

/**
 * The result of each part of a joined request. Where the target answered the request as a whole, that is the answer to each
 * of them; the record of the carrier has the whole text.
 */
export function describeParts({ parts, split }: JoinedRequest, result: Result): readonly PartResult[] {
  if (result.kind === "failure") return parts.map(() => ({ result, isAnswered: false }));
  if (result.status < 200 || result.status > 299) {
    const short = { ...result, body: shorten(result.body) };
    return parts.map(() => ({ result: short, isAnswered: false }));
  }
  const answers = split(result.body);
  return parts.map((_, index): PartResult => {
    const answer = answers[index];
    if (answer === undefined) return { result: UNNAMED, isAnswered: false };
    return { result: { kind: "answer", ...answer }, isAnswered: true };
  });
}

const UNNAMED: Result = {
  kind: "failure",
  cause: "reset",
  sent: true,
  detail: "the answer to the joined request names this part not once",
  isUnanswered: false,
};

/** The happening of the carrier, whose body and answer stand in the records of its parts. */
export function describeCarrier(
  { parts }: JoinedRequest,
  happened: Omit<Happening, "id">,
  found: readonly PartResult[],
): Omit<Happening, "id"> {
  const { result } = happened;
  const isSplit = found.every(({ isAnswered }) => isAnswered);
  return {
    ...happened,
    body: undefined,
    joined: parts.length,
    result: isSplit && result.kind === "answer" ? { ...result, body: "" } : result,
  };
}

function shorten(body: string): string {
  return body.length > REPEATED_LENGTH_MAX ? "" : body;
}
