import type { ConfigurationErrorShape } from "../../../../src/contract/problem.ts";
import { useTexts } from "../../i18n/use-texts.ts";

interface MarkedTextProps {
  readonly text: string;
  readonly error: Pick<ConfigurationErrorShape, "position" | "expected">;
}

/** The expression with the place of an error, and what can stand there. */
export function MarkedText({ text, error }: MarkedTextProps) {
  const { t } = useTexts("mappings");
  const { position, expected } = error;
  if (position === undefined) return null;
  const [character = ""] = text.slice(position);
  return (
    <div>
      <pre className="mapping-marked" translate="no">
        {text.slice(0, position)}
        <mark>{character.trim() === "" ? "␣" : character}</mark>
        {text.slice(position + character.length)}
      </pre>
      {expected !== undefined && expected !== "" && (
        <p className="soft">
          {t("expected")} <code>{expected}</code>
        </p>
      )}
    </div>
  );
}
