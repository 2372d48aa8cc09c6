/**
 * JSON with a line for each member, and every value exactly as it was sent: numbers keep their digits, and repeated members
 * stay. Any other text stays as it is.
 */
export function formatJson(text: string): string {
  if (!isJson(text)) return text;
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  const parts: string[] = [];
  for (const [token] of text.matchAll(TOKENS)) {
    const before = parts.at(-1) ?? "";
    if (token === "{" || token === "[") {
      depth += 1;
      parts.push(token, line());
    } else if (token === "}" || token === "]") {
      depth -= 1;
      const opened = parts.at(-2);
      // An empty object or list stays on its line.
      if (before.startsWith("\n") && (opened === "{" || opened === "[")) parts.pop();
      else parts.push(line());
      parts.push(token);
    } else if (token === ",") parts.push(token, line());
    else parts.push(token === ":" ? ": " : token);
  }
  return parts.join("");
}

/** A string, a sign, or a number or word. White space between them is left out. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}
