import type { Control, FieldPath, FieldValues } from "react-hook-form";
import { applicationRoutes } from "../../../../../src/contract/applications.ts";
import { LongTextField } from "../../../forms/long-text-field.tsx";
import { TextField } from "../../../forms/text-field.tsx";
import { useTexts } from "../../../i18n/use-texts.ts";

const { secret, privateKey } = applicationRoutes.updateApplication.body.shape;

/** The members of a form in which the credential may stand beside the settings. */
export const credentialMembers = { secret, privateKey };

interface CredentialFieldProps<Values extends FieldValues, Output> {
  readonly control: Control<Values, unknown, Output>;
  /** The place in the values of the form. */
  at(member: keyof typeof credentialMembers): FieldPath<Values>;
  readonly kind: "bearer" | "client-secret" | "key";
  readonly help?: string;
}

/** Asks for the credential in the form that the kind of authentication takes. */
export function CredentialField<Values extends FieldValues, Output>(
  props: CredentialFieldProps<Values, Output>,
) {
  const { control, at, kind, help } = props;
  const { t } = useTexts("connection");
  const more = help === undefined ? {} : { help };
  if (kind === "key") {
    return (
      <LongTextField control={control} name={at("privateKey")} label={t("private-key")} rows={8} {...more} />
    );
  }
  return (
    <TextField
      control={control}
      name={at("secret")}
      label={t(kind === "bearer" ? "secret" : "client-secret")}
      type="password"
      autoComplete="new-password"
      {...more}
    />
  );
}
