import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type PasskeyShape, passkeyRoutes } from "../../../../src/contract/passkeys.ts";
import { signInRoutes } from "../../../../src/contract/sign-in.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { EntryButtons } from "../../objects/entry-buttons.tsx";
import { Panel } from "../../objects/panel.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { AddPasskey } from "./add-passkey.tsx";

/** The passkeys of the person, each of which signs in without the password. */
export function PasskeysPanel() {
  const { t } = useTexts("account");
  const { client } = useConsole();
  const ways = useQuery({
    queryKey: keys.waysIn(),
    queryFn: ({ signal }) => client.call(signInRoutes.readSignIn, { signal }),
  });
  const query = useQuery({
    queryKey: keys.passkeys(),
    queryFn: ({ signal }) => client.call(passkeyRoutes.listPasskeys, { signal }),
  });
  const isOffered = ways.data?.passkeys === true && "PublicKeyCredential" in globalThis;
  return (
    <Panel heading={t("passkeys")} text={t("passkeys.text")} actions={isOffered && <AddPasskey />}>
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{t("passkeys.none")}</p>
          ) : (
            <ul className="entries">
              {items.map((passkey) => (
                <PasskeyEntry key={passkey.passkeyId} passkey={passkey} />
              ))}
            </ul>
          )
        }
      </QueryView>
      {ways.data !== undefined && !isOffered && <p className="soft">{t("passkeys.unavailable")}</p>}
    </Panel>
  );
}

function PasskeyEntry({ passkey }: { readonly passkey: PasskeyShape }) {
  const { t } = useTexts("account");
  const [action, setAction] = useState<"rename" | "remove">();
  const { name, createdAt, usedAt } = passkey;
  return (
    <li className="entry">
      <div>
        <p className="entry-name" translate="no">
          {name}
        </p>
        <p className="soft">
          {t("added")} <Time at={createdAt} /> ·{" "}
          {usedAt === null ? (
            t("passkeys.unused")
          ) : (
            <>
              {t("passkeys.used")} <Time at={usedAt} />
            </>
          )}
        </p>
      </div>
      <EntryButtons<"rename" | "remove">
        name={name}
        buttons={[
          { id: "rename", text: t("rename") },
          { id: "remove", text: t("remove") },
        ]}
        onAction={setAction}
      />
      {action !== undefined && (
        <PasskeyAction action={action} passkey={passkey} onEnd={() => setAction(undefined)} />
      )}
    </li>
  );
}

interface PasskeyActionProps {
  readonly action: "rename" | "remove";
  readonly passkey: PasskeyShape;
  onEnd(): void;
}

function PasskeyAction({ action, passkey: { passkeyId, name }, onEnd }: PasskeyActionProps) {
  const { t } = useTexts("account");
  const { client } = useConsole();
  const queries = useQueryClient();
  const params = { passkey: passkeyId };
  const done = () => {
    void queries.invalidateQueries({ queryKey: keys.passkeys() });
    onEnd();
  };
  if (action === "remove") {
    return (
      <Confirm
        heading={t("passkeys.remove-heading", { name })}
        text={t("passkeys.remove-text")}
        action={t("remove")}
        run={() => client.call(passkeyRoutes.removePasskey, { params })}
        onDone={done}
        onCancel={onEnd}
      />
    );
  }
  return (
    <FormDialog
      heading={t("passkeys.rename-heading")}
      action={t("save")}
      shape={passkeyRoutes.renamePasskey.body}
      defaults={{ name }}
      run={(body) => client.call(passkeyRoutes.renamePasskey, { params, body })}
      onDone={done}
      onCancel={onEnd}
    >
      {({ control }) => <TextField control={control} name="name" label={t("passkeys.name")} />}
    </FormDialog>
  );
}
