import { useWatch } from "react-hook-form";
import type { ConfigurationErrorShape } from "../../../../src/contract/problem.ts";
import { ChoiceField } from "../../forms/choice-field.tsx";
import { NumberField } from "../../forms/number-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { ToggleField } from "../../forms/toggle-field.tsx";
import type { ApiForm } from "../../forms/use-api-form.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { type AttributeDraft, KINDS } from "./attribute-draft.ts";
import { ExpressionField } from "./expression-field.tsx";

interface AttributeFieldsProps {
  readonly control: ApiForm<AttributeDraft, AttributeDraft>["control"];
  /** The errors of the expression, whose places are marked in its text. */
  readonly marks: readonly ConfigurationErrorShape[];
}

/** The form of one attribute. */
export function AttributeFields(props: AttributeFieldsProps) {
  const { control } = props;
  const { t } = useTexts("mappings");
  return (
    <>
      <TextField control={control} name="target" label={t("column.target")} help={t("target.help")} />
      <ChoiceField
        control={control}
        name="kind"
        label={t("column.kind")}
        options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <RuleField {...props} />
      <div className="mapping-options">
        <NumberField
          control={control}
          name="matching"
          label={t("matching")}
          help={t("matching.help")}
          hasDefault
        />
        <TextField
          control={control}
          name="fallback"
          label={t("default")}
          help={t("default.help")}
          hasDefault
        />
      </div>
      <ToggleField control={control} name="isAtCreationOnly" label={t("option.on-create")} help="" />
      <ToggleField control={control} name="isReference" label={t("option.reference")} help="" />
      <ToggleField control={control} name="isWriteOnly" label={t("option.write-only")} help="" />
    </>
  );
}

/** Where the value comes from, by its kind. */
function RuleField({ control, marks }: AttributeFieldsProps) {
  const { t } = useTexts("mappings");
  const kind = useWatch({ control, name: "kind" });
  switch (kind) {
    case "direct":
      return (
        <TextField control={control} name="source" label={t("source")} help={t("source.help")} hasDefault />
      );
    case "expression":
      return <ExpressionField control={control} errors={marks} />;
    case "constant":
      return (
        <TextField
          control={control}
          name="constant"
          label={t("constant")}
          help={t("constant.help")}
          hasDefault
        />
      );
    case "none":
      return <p className="soft">{t("none.help")}</p>;
  }
}
