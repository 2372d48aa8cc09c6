import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type TokenDetails, tokenRoutes } from "../../../../src/contract/tokens.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { type CreatedToken, NewToken } from "./new-token.tsx";
import { RevokeToken } from "./revoke-token.tsx";

/** Replaces a token by another of the same name, and revokes it. */
export function TokenActions({ token }: { readonly token: TokenDetails }) {
  const { t } = useTexts("scim-tokens");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const queries = useQueryClient();
  const [action, setAction] = useState<"replace" | "revoke">();
  const [created, setCreated] = useState<CreatedToken>();
  const { tokenId, name, kind, profile, issuedTo, revokedAt } = token;
  if (!may("organization:write") || kind === "instance-admin" || kind === "metrics" || kind === "personal") {
    return null;
  }
  const close = () => setAction(undefined);
  const refresh = () => void queries.invalidateQueries({ queryKey: keys.tokens(org) });

  async function replace() {
    const more = {
      ...(profile === null ? {} : { profile }),
      ...(issuedTo === null ? {} : { user: issuedTo.userId }),
    };
    const body = {
      kind: kind === "scim" ? ("scim" as const) : ("organization-admin" as const),
      name,
      ...more,
    };
    setCreated(await client.call(tokenRoutes.createToken, { params: { org }, body }));
  }
  return (
    <>
      <Button onClick={() => setAction("replace")}>{t("replace")}</Button>
      {revokedAt === null && <Button onClick={() => setAction("revoke")}>{t("revoke")}</Button>}
      {action === "replace" && (
        <Confirm
          heading={t("replace.heading", { name })}
          text={t("replace.text")}
          action={t("replace")}
          run={replace}
          onDone={() => {
            refresh();
            close();
          }}
          onCancel={close}
        />
      )}
      {action === "revoke" && (
        <RevokeToken
          name={name}
          text={t("revoke.text")}
          run={() => client.call(tokenRoutes.revokeToken, { params: { org, token: tokenId } })}
          onDone={() => {
            refresh();
            close();
          }}
          onCancel={close}
        />
      )}
      {created !== undefined && <NewToken token={created} onClose={() => setCreated(undefined)} />}
    </>
  );
}
