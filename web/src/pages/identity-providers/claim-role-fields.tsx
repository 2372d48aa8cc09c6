import Button from "@cloudscape-design/components/button";
import { useFieldArray } from "react-hook-form";
import { organizationRole } from "../../../../src/contract/people.ts";
import { SelectField } from "../../forms/select-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import type { ProviderForm } from "./provider-fields.tsx";

interface ClaimRoleFieldsProps {
  readonly control: ProviderForm["control"];
  readonly isOfInstance: boolean;
}

/** The values of a claim with the role that each gives, one row for each. */
export function ClaimRoleFields({ control, isOfInstance }: ClaimRoleFieldsProps) {
  const { t } = useTexts("identity-providers", "common");
  const { fields, append, remove } = useFieldArray({ control, name: "roles" });
  const roles = isOfInstance ? (["instance-admin"] as const) : organizationRole.options;
  const options = roles.map((value) => ({ value, label: t(`common:role.${value}`) }));
  return (
    <fieldset className="claim-roles">
      <legend>{t("claim-roles")}</legend>
      {fields.map((field, at) => (
        <div key={field.id} className="claim-role">
          <TextField control={control} name={`roles.${at}.value`} label={t("claim-value")} help="" />
          <SelectField
            control={control}
            name={`roles.${at}.role`}
            label={t("roles.role")}
            options={options}
          />
          <Button
            formAction="none"
            iconName="remove"
            variant="icon"
            ariaLabel={t("claim-remove", { number: at + 1 })}
            onClick={() => remove(at)}
          />
        </div>
      ))}
      <Button formAction="none" onClick={() => append({ value: "", role: roles[0] })}>
        {t("claim-add")}
      </Button>
    </fieldset>
  );
}
