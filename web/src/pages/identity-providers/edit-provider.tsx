import {
  type IdentityProviderShape,
  identityProviderRoutes,
} from "../../../../src/contract/identity-providers.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole } from "../../shell/console-context.ts";
import { changeProvider } from "./provider-calls.ts";
import { PROVIDER_PLACES, ProviderFields } from "./provider-fields.tsx";

interface EditProviderProps {
  readonly provider: IdentityProviderShape;
  onDone(): void;
  onCancel(): void;
}

/** Changes a provider. The issuer stays, because persons are known by it; a secret that is left empty stays too. */
export function EditProvider({ provider, onDone, onCancel }: EditProviderProps) {
  const { t } = useTexts("identity-providers");
  const { client } = useConsole();
  const { name, issuer, clientId, method, keyId, scope, roleClaim, roles, orgId, tokenDays } = provider;
  return (
    <FormDialog
      heading={t("edit.heading", { name })}
      action={t("edit.save")}
      shape={identityProviderRoutes.createIdentityProvider.body}
      defaults={{ name, issuer, clientId, method, keyId, scope, roleClaim, roles, tokenDays }}
      places={PROVIDER_PLACES}
      run={({ issuer: _, keyId: key = null, roleClaim: claim = null, roles: map = [], ...body }) =>
        changeProvider(client, provider, { ...body, keyId: key, roleClaim: claim, roles: map })
      }
      onDone={onDone}
      onCancel={onCancel}
    >
      {(form) => <ProviderFields form={form} isOfInstance={orgId === null} isKnown />}
    </FormDialog>
  );
}
