import FormField from "@cloudscape-design/components/form-field";
import { useId, useRef } from "react";
import type { ConfigurationErrorShape } from "../../../../src/contract/problem.ts";
import { toText } from "../../forms/text-field.tsx";
import type { ApiForm } from "../../forms/use-api-form.ts";
import { useField } from "../../forms/use-field.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import type { AttributeDraft } from "./attribute-draft.ts";
import { FunctionList } from "./function-list.tsx";
import { MarkedText } from "./marked-text.tsx";

interface ExpressionFieldProps {
  readonly control: ApiForm<AttributeDraft, AttributeDraft>["control"];
  /** The errors whose places are marked. */
  readonly errors: readonly ConfigurationErrorShape[];
}

/** The text of an expression, with the place of each error marked, and the functions that it can have. */
export function ExpressionField({ control, errors }: ExpressionFieldProps) {
  const { t } = useTexts("mappings");
  const id = useId();
  const label = t("expression");
  const { field, words } = useField({ control, name: "expression", label, help: t("expression.help") });
  const value = toText(field.value);
  const area = useRef<HTMLTextAreaElement>(null);

  /** Puts a function in the place of the selection, with the cursor between its brackets. */
  function insert(name: string) {
    const { selectionStart: start = value.length, selectionEnd: end = value.length } = area.current ?? {};
    const selected = value.slice(start, end);
    field.onChange(`${value.slice(0, start)}${name}(${selected})${value.slice(end)}`);
    const cursor = start + name.length + 1 + selected.length;
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(cursor, cursor);
    });
  }
  return (
    <>
      <FormField stretch label={label} controlId={id} constraintText={words.help} errorText={words.error}>
        <textarea
          id={id}
          ref={(element) => {
            area.current = element;
            field.ref(element);
          }}
          className="mapping-expression"
          rows={4}
          spellCheck={false}
          translate="no"
          value={value}
          onBlur={field.onBlur}
          onChange={field.onChange}
        />
      </FormField>
      {errors.map((error) => (
        <MarkedText key={`${error.code} ${error.position}`} text={value} error={error} />
      ))}
      <FunctionList onChoose={insert} />
    </>
  );
}
