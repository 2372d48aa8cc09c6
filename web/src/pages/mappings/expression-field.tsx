import FormField from "@cloudscape-design/components/form-field";
import { useId, useRef } from "react";
import type { ConfigurationErrorShape } from "../../../../src/contract/problem.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { FunctionList } from "./function-list.tsx";

interface ExpressionFieldProps {
  readonly value: string;
  readonly errors: readonly ConfigurationErrorShape[];
  onChange(value: string): void;
}

/** The text of an expression, with the place of each error marked, and the functions that it can have. */
export function ExpressionField({ value, errors, onChange }: ExpressionFieldProps) {
  const { t } = useTexts("mappings");
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);

  /** Puts a function in the place of the selection, with the cursor between its brackets. */
  function insert(name: string) {
    const { selectionStart: start = value.length, selectionEnd: end = value.length } = area.current ?? {};
    const selected = value.slice(start, end);
    onChange(`${value.slice(0, start)}${name}(${selected})${value.slice(end)}`);
    const cursor = start + name.length + 1 + selected.length;
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(cursor, cursor);
    });
  }
  return (
    <>
      <FormField
        stretch
        label={t("expression")}
        controlId={id}
        constraintText={t("expression.help")}
        errorText={errors.map(({ detail }) => detail).join(" ")}
      >
        <textarea
          id={id}
          ref={area}
          className="mapping-expression"
          rows={4}
          spellCheck={false}
          translate="no"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      </FormField>
      {errors.map((error) => (
        <MarkedText key={`${error.code} ${error.position}`} text={value} error={error} />
      ))}
      <FunctionList onChoose={insert} />
    </>
  );
}

/** The expression with the place of an error, and what can stand there. */
function MarkedText({ text, error }: { readonly text: string; readonly error: ConfigurationErrorShape }) {
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
