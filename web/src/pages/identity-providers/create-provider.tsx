import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { identityProviderRoutes } from "../../../../src/contract/identity-providers.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole } from "../../shell/console-context.ts";
import { createProvider, type ProviderOwner } from "./provider-calls.ts";
import { PROVIDER_PLACES, ProviderFields } from "./provider-fields.tsx";

/** Creates a provider. The server reads its metadata first, so that a mistyped issuer is found at once. */
export function CreateProvider({ org }: { readonly org: ProviderOwner }) {
  const { t } = useTexts("identity-providers");
  const { client } = useConsole();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t("create")}
      </Button>
      {isOpen && (
        <FormDialog
          heading={t("create")}
          intro={t("create.text")}
          action={t("create")}
          shape={identityProviderRoutes.createIdentityProvider.body}
          defaults={{ name: "", issuer: "", clientId: "", method: "client_secret_basic", roles: [] }}
          places={PROVIDER_PLACES}
          run={(body) => createProvider(client, org, body)}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.identityProviders(org ?? "") });
            setOpen(false);
          }}
          onCancel={() => setOpen(false)}
        >
          {(form) => <ProviderFields form={form} isOfInstance={org === undefined} isKnown={false} />}
        </FormDialog>
      )}
    </>
  );
}
