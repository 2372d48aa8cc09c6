import type { z } from "zod";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { SelectField } from "../../forms/select-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { ToggleField } from "../../forms/toggle-field.tsx";
import type { ApiForm } from "../../forms/use-api-form.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import {
  type AttributeDraft,
  attributeDraft,
  MUTABILITIES,
  NEW_ATTRIBUTE,
  putAttribute,
  RETURNS,
  TYPES,
  toDraft,
  UNIQUENESSES,
} from "./attribute-draft.ts";
import { useSchemaChange } from "./use-schema-change.ts";

interface AttributeDialogProps {
  readonly schema: string;
  /** The attribute to edit; a new one without it. */
  readonly attribute?: Readonly<Record<string, unknown>> & { readonly name: string };
  onEnd(): void;
}

/** Asks for the characteristics of one attribute, and applies the schema with it. */
export function AttributeDialog({ schema, attribute, onEnd }: AttributeDialogProps) {
  const { t } = useTexts("schemas");
  const { apply, refresh } = useSchemaChange(schema);
  const former = attribute?.name;
  return (
    <FormDialog
      heading={former === undefined ? t("attribute.add") : t("attribute.edit-heading", { name: former })}
      action={t(former === undefined ? "attribute.add" : "attribute.save")}
      shape={attributeDraft}
      defaults={attribute === undefined ? NEW_ATTRIBUTE : toDraft(attribute)}
      // A definition is refused for the name in most cases: it is reserved, taken or not one.
      places={{ "schema.invalid": "name" }}
      run={(draft: AttributeDraft) => apply((attributes) => putAttribute(attributes, former, draft))}
      onDone={() => {
        refresh();
        onEnd();
      }}
      onCancel={onEnd}
    >
      {({ control }) => <AttributeFields control={control} isComplex={attribute?.["type"] === "complex"} />}
    </FormDialog>
  );
}

interface AttributeFieldsProps {
  readonly control: ApiForm<z.input<typeof attributeDraft>, AttributeDraft>["control"];
  readonly isComplex: boolean;
}

function AttributeFields({ control, isComplex }: AttributeFieldsProps) {
  const { t } = useTexts("schemas");
  const types = isComplex ? (["complex"] as const) : TYPES;
  return (
    <>
      <TextField control={control} name="name" label={t("attribute.name")} help={t("attribute.name-help")} />
      <SelectField
        control={control}
        name="type"
        label={t("attribute.type")}
        help={isComplex ? t("attribute.complex-help") : undefined}
        isDisabled={isComplex}
        options={types.map((value) => ({ value, label: t(`type.${value}`) }))}
      />
      <TextField control={control} name="description" label={t("description")} />
      <ToggleField control={control} name="multiValued" label={t("attribute.multi-valued")} />
      <ToggleField control={control} name="required" label={t("attribute.required")} />
      <ToggleField control={control} name="caseExact" label={t("attribute.case-exact")} />
      <SelectField
        control={control}
        name="uniqueness"
        label={t("attribute.uniqueness")}
        options={UNIQUENESSES.map((value) => ({ value, label: t(`uniqueness.${value}`) }))}
      />
      <SelectField
        control={control}
        name="mutability"
        label={t("attribute.mutability")}
        options={MUTABILITIES.map((value) => ({ value, label: t(`mutability.${value}`) }))}
      />
      <SelectField
        control={control}
        name="returned"
        label={t("attribute.returned")}
        options={RETURNS.map((value) => ({ value, label: t(`returned.${value}`) }))}
      />
    </>
  );
}
