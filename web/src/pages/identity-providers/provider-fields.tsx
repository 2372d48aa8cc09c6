import { useWatch } from "react-hook-form";
import type { z } from "zod";
import { clientMethod, type identityProviderRoutes } from "../../../../src/contract/identity-providers.ts";
import { LongTextField } from "../../forms/long-text-field.tsx";
import { NumberField } from "../../forms/number-field.tsx";
import { SelectField } from "../../forms/select-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import type { ApiForm } from "../../forms/use-api-form.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ClaimRoleFields } from "./claim-role-fields.tsx";

type Body = typeof identityProviderRoutes.createIdentityProvider.body;

/** The form of a provider, a new one or one to change. */
export type ProviderForm = ApiForm<z.input<Body>, z.output<Body>>;

/** Refusals of the server by the field that they are about. */
export const PROVIDER_PLACES = {
  "identity-provider.name-taken": "name",
  "identity-provider.issuer-invalid": "issuer",
  "identity-provider.issuer-plain": "issuer",
  "sign-in.provider-unavailable": "issuer",
  "sign-in.provider-invalid": "issuer",
  "identity-provider.secret-missing": "secret",
  "identity-provider.secret-unused": "secret",
  "identity-provider.map-incomplete": "roleClaim",
  "identity-provider.role-elsewhere": "roleClaim",
} as const;

interface ProviderFieldsProps {
  readonly form: ProviderForm;
  readonly isOfInstance: boolean;
  /** True for a provider that exists: its issuer stays, and a secret that is left empty stays too. */
  readonly isKnown: boolean;
}

/** The fields of a provider. */
export function ProviderFields({ form, isOfInstance, isKnown }: ProviderFieldsProps) {
  const { t } = useTexts("identity-providers");
  const { control } = form;
  return (
    <>
      <TextField control={control} name="name" label={t("name")} help={t("name-help")} />
      <TextField
        control={control}
        name="issuer"
        type="url"
        label={t("issuer")}
        help={t(isKnown ? "issuer-stays" : "issuer-help")}
        isDisabled={isKnown}
      />
      <TextField control={control} name="clientId" label={t("client-id")} help={t("client-id-help")} />
      <Proof form={form} isKnown={isKnown} />
      <TextField control={control} name="scope" label={t("scope")} help={t("scope-help")} />
      <NumberField control={control} name="tokenDays" label={t("token-days")} help={t("token-days-help")} />
      <TextField control={control} name="roleClaim" label={t("role-claim")} help={t("role-claim-help")} />
      <ClaimRoleFields control={control} isOfInstance={isOfInstance} />
    </>
  );
}

/** How Muster proves its identity to the provider. */
function Proof({ form: { control }, isKnown }: Pick<ProviderFieldsProps, "form" | "isKnown">) {
  const { t } = useTexts("identity-providers");
  const method = useWatch({ control, name: "method" });
  const help = isKnown ? t("secret-stays") : undefined;
  return (
    <>
      <SelectField
        control={control}
        name="method"
        label={t("method")}
        options={clientMethod.options.map((value) => ({ value, label: t(`method.${value}`) }))}
      />
      {method === "private_key_jwt" && (
        <>
          <LongTextField control={control} name="secret" label={t("private-key")} help={help} />
          <TextField control={control} name="keyId" label={t("key-id")} />
        </>
      )}
      {(method === "client_secret_basic" || method === "client_secret_post") && (
        <TextField control={control} name="secret" type="password" label={t("secret")} help={help} />
      )}
    </>
  );
}
