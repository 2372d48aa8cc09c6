import type { Control, FieldPath, FieldValues } from "react-hook-form";
import { SelectField } from "../../../forms/select-field.tsx";
import { TextField } from "../../../forms/text-field.tsx";
import { useTexts } from "../../../i18n/use-texts.ts";
import { oauthShape } from "./read-connection.ts";

const METHODS = oauthShape.shape.method.unwrap().options;
type Member = keyof typeof oauthShape.shape;

interface OAuthFieldsProps<Values extends FieldValues, Output> {
  readonly control: Control<Values, unknown, Output>;
  /** The place of a member of `oauth` in the values of the form. */
  at(member: Member): FieldPath<Values>;
}

/** The fields for OAuth 2.0 client credentials, without the credential. */
export function OAuthFields<Values extends FieldValues, Output>({
  control,
  at,
}: OAuthFieldsProps<Values, Output>) {
  const { t } = useTexts("connection");
  return (
    <>
      <TextField control={control} name={at("tokenUrl")} label={t("tokenUrl")} type="url" />
      <TextField control={control} name={at("clientId")} label={t("clientId")} />
      <SelectField
        control={control}
        name={at("method")}
        label={t("method")}
        options={METHODS.map((value) => ({ value, label: t(`method.${value}`) }))}
      />
      <TextField control={control} name={at("scope")} label={t("scope")} help={t("scope.help")} />
      <TextField control={control} name={at("audience")} label={t("audience")} />
      <TextField control={control} name={at("resource")} label={t("resource")} />
      <TextField control={control} name={at("keyId")} label={t("keyId")} help={t("keyId.help")} />
      <TextField control={control} name={at("accountId")} label={t("accountId")} help={t("accountId.help")} />
    </>
  );
}
