import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useId } from "react";
import type { ConfigurationErrorShape } from "../../../../src/contract/problem.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { errorTextAt } from "../../objects/configuration-errors.ts";
import { type AttributeDraft, KINDS } from "./attribute-draft.ts";
import { ExpressionField } from "./expression-field.tsx";

interface AttributeFieldsProps {
  readonly draft: AttributeDraft;
  /** The errors of this attribute, and its place in the mapping. */
  readonly errors: readonly ConfigurationErrorShape[];
  readonly pointer: string;
  onChange(draft: AttributeDraft): void;
}

/** The form of one attribute. Each error stands at the field that it is about. */
export function AttributeFields({ draft, errors, pointer, onChange }: AttributeFieldsProps) {
  const { t } = useTexts("mappings");
  const id = useId();
  const set = (part: Partial<AttributeDraft>) => onChange({ ...draft, ...part });
  const errorAt = (member: string) => errorTextAt(errors, `${pointer}/${member}`);
  const own = errors.filter((each) => each.pointer === pointer).map(({ detail }) => detail);
  return (
    <>
      <FormField
        label={t("column.target")}
        constraintText={t("target.help")}
        errorText={[...own, errorAt("target")].join(" ").trim()}
      >
        <Input value={draft.target} onChange={({ detail }) => set({ target: detail.value })} />
      </FormField>
      <FormField label={t("column.kind")} controlId={`${id}-kind`} errorText={errorAt("kind")}>
        <select
          id={`${id}-kind`}
          className="mapping-select"
          value={draft.kind}
          onChange={({ target }) => set({ kind: KINDS.find((each) => each === target.value) ?? "none" })}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <RuleField {...{ draft, errors, pointer, set }} />
      <Options {...{ draft, errors, pointer, set }} />
    </>
  );
}

interface PartProps extends Omit<AttributeFieldsProps, "onChange"> {
  set(part: Partial<AttributeDraft>): void;
}

/** Where the value comes from, by its kind. */
function RuleField({ draft, errors, pointer, set }: PartProps) {
  const { t } = useTexts("mappings");
  switch (draft.kind) {
    case "direct":
      return (
        <FormField
          label={t("source")}
          constraintText={t("source.help")}
          errorText={errorTextAt(errors, `${pointer}/source`)}
        >
          <Input value={draft.source} onChange={({ detail }) => set({ source: detail.value })} />
        </FormField>
      );
    case "expression":
      return (
        <ExpressionField
          value={draft.expression}
          errors={errors.filter((each) => each.pointer === `${pointer}/expression`)}
          onChange={(expression) => set({ expression })}
        />
      );
    case "constant":
      return (
        <FormField
          label={t("constant")}
          constraintText={t("constant.help")}
          errorText={errorTextAt(errors, `${pointer}/value`)}
        >
          <Input value={draft.constant} onChange={({ detail }) => set({ constant: detail.value })} />
        </FormField>
      );
    case "none":
      return <p className="soft">{t("none.help")}</p>;
  }
}

function Options({ draft, errors, pointer, set }: PartProps) {
  const { t } = useTexts("mappings");
  const errorAt = (member: string) => errorTextAt(errors, `${pointer}/${member}`);
  return (
    <>
      <div className="mapping-options">
        <FormField label={t("matching")} constraintText={t("matching.help")} errorText={errorAt("matching")}>
          <Input
            type="number"
            value={draft.matching}
            onChange={({ detail }) => set({ matching: detail.value })}
          />
        </FormField>
        <FormField
          label={t("default")}
          constraintText={t("default.help")}
          errorText={errorAt("defaultIfNull")}
        >
          <Input value={draft.fallback} onChange={({ detail }) => set({ fallback: detail.value })} />
        </FormField>
      </div>
      <FormField errorText={[errorAt("apply"), errorAt("reference"), errorAt("writeOnly")].join(" ").trim()}>
        <Checkbox
          checked={draft.isAtCreationOnly}
          onChange={({ detail }) => set({ isAtCreationOnly: detail.checked })}
        >
          {t("option.on-create")}
        </Checkbox>
        <Checkbox checked={draft.isReference} onChange={({ detail }) => set({ isReference: detail.checked })}>
          {t("option.reference")}
        </Checkbox>
        <Checkbox checked={draft.isWriteOnly} onChange={({ detail }) => set({ isWriteOnly: detail.checked })}>
          {t("option.write-only")}
        </Checkbox>
      </FormField>
    </>
  );
}
