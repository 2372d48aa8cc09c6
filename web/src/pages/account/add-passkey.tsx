import Button from "@cloudscape-design/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { passkeyRoutes } from "../../../../src/contract/passkeys.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { describeBrowser } from "../../objects/describe-browser.ts";
import { useConsole } from "../../shell/console-context.ts";
import { ErrorState } from "../../states/error-state.tsx";

type Credential = z.input<typeof passkeyRoutes.addPasskey.body>["credential"];

const nameShape = passkeyRoutes.addPasskey.body.pick({ name: true });

/** Lets the browser make a passkey, then asks for a name for it. */
export function AddPasskey() {
  const { t } = useTexts("account");
  const { client } = useConsole();
  const queries = useQueryClient();
  const [credential, setCredential] = useState<Credential>();
  const { mutate, data, isPending, error } = useMutation({
    mutationFn: async () => {
      const options = await client.call(passkeyRoutes.beginPasskey, {});
      // The code for authenticators is loaded by those who use one.
      const { createPasskey } = await import("../../passkeys/passkey-browser.ts");
      return createPasskey(options);
    },
    onSuccess: (asked) => {
      if (asked.kind === "made") setCredential(asked.credential);
    },
  });
  return (
    <>
      <Button loading={isPending} onClick={() => mutate()}>
        {t("passkeys.add")}
      </Button>
      {data !== undefined && data.kind !== "made" && (
        <p role="alert" className="panel-wrong">
          {t(`passkeys.${data.kind}`)}
        </p>
      )}
      {error !== null && <ErrorState of="action" error={error} />}
      {credential !== undefined && (
        <FormDialog
          heading={t("passkeys.add")}
          intro={t("passkeys.add-text")}
          action={t("passkeys.add")}
          shape={nameShape}
          defaults={{ name: describeBrowser(navigator.userAgent) ?? "" }}
          run={({ name }) => client.call(passkeyRoutes.addPasskey, { body: { name, credential } })}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.passkeys() });
            setCredential(undefined);
          }}
          onCancel={() => setCredential(undefined)}
        >
          {({ control }) => (
            <TextField
              control={control}
              name="name"
              label={t("passkeys.name")}
              help={t("passkeys.name-help")}
            />
          )}
        </FormDialog>
      )}
    </>
  );
}
