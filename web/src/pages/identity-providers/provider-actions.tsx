import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { IdentityProviderShape } from "../../../../src/contract/identity-providers.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { EntryButtons } from "../../objects/entry-buttons.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { EditProvider } from "./edit-provider.tsx";
import { changeProvider, removeProvider } from "./provider-calls.ts";

type Action = "edit" | "on" | "off" | "remove";

/** Changes a provider, turns it on or off, or removes it. */
export function ProviderActions({ provider }: { readonly provider: IdentityProviderShape }) {
  const { t } = useTexts("identity-providers");
  const { client } = useConsole();
  const queries = useQueryClient();
  const [action, setAction] = useState<Action>();
  const { name, orgId, state } = provider;
  const close = () => setAction(undefined);
  const done = () => {
    void queries.invalidateQueries({ queryKey: keys.identityProviders(orgId ?? "") });
    close();
  };
  const other = state === "on" ? "off" : "on";
  return (
    <>
      <EntryButtons<Action>
        name={name}
        buttons={[
          { id: "edit", text: t("edit") },
          { id: other, text: t(`turn-${other}`) },
          { id: "remove", text: t("remove") },
        ]}
        onAction={setAction}
      />
      {action === "edit" && <EditProvider provider={provider} onDone={done} onCancel={close} />}
      {(action === "on" || action === "off") && (
        <Confirm
          heading={t(`turn-${action}.heading`, { name })}
          text={t(`turn-${action}.text`)}
          action={t(`turn-${action}`)}
          run={() => changeProvider(client, provider, { state: action })}
          onDone={done}
          onCancel={close}
        />
      )}
      {action === "remove" && (
        <Confirm
          heading={t("remove.heading", { name })}
          text={t("remove.text")}
          action={t("remove")}
          run={() => removeProvider(client, provider)}
          onDone={done}
          onCancel={close}
        />
      )}
    </>
  );
}
