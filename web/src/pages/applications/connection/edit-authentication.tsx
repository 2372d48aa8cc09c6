import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { type ApplicationShape, applicationRoutes } from "../../../../../src/contract/applications.ts";
import { keys } from "../../../api/keys.ts";
import { FormDialog } from "../../../forms/form-dialog.tsx";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole } from "../../../shell/console-context.ts";
import { AuthenticationChoice } from "./authentication-choice.tsx";
import { CredentialField, credentialMembers } from "./credential-field.tsx";
import { OAuthFields } from "./oauth-fields.tsx";
import { oauthShape, readConnection } from "./read-connection.ts";

const shapeOfOAuth = z.object({ oauth: oauthShape, ...credentialMembers });
const shapeOfBearer = z.object({ oauth: oauthShape.partial().optional(), ...credentialMembers });
type Values = z.input<typeof shapeOfBearer>;
type Output = z.output<typeof shapeOfBearer>;

interface EditProps {
  readonly application: ApplicationShape;
  onEnd(): void;
}

/** Changes how calls are authenticated, and the credential where the stored one is of another kind or for another server. */
export function EditAuthentication({ application, onEnd }: EditProps) {
  const { t } = useTexts("connection");
  const { client } = useConsole();
  const queries = useQueryClient();
  const { orgId: org, appId: app, name, config, hasSecret } = application;
  const { oauth } = readConnection(config);
  const [kind, setKind] = useState(oauth === undefined ? ("bearer" as const) : ("oauth" as const));
  const shape: z.ZodType<Output, Values> = kind === "oauth" ? shapeOfOAuth : shapeOfBearer;
  return (
    <FormDialog
      shape={shape}
      heading={t("edit.authentication.heading", { name })}
      action={t("save")}
      defaults={{ oauth: { method: "client_secret_basic", ...oauth } }}
      within="config"
      places={{ "app.credential-needed": "secret" }}
      run={(values) =>
        client.call(applicationRoutes.updateApplication, {
          params: { org, app },
          body: {
            config: { oauth: kind === "oauth" ? toMembers(values.oauth) : null },
            ...(isKey(kind, values.oauth) ? { privateKey: values.privateKey } : { secret: values.secret }),
          },
        })
      }
      onDone={() => {
        queries.removeQueries({ queryKey: keys.connectionTest(org, app) });
        void queries.invalidateQueries({ queryKey: keys.applications(org) });
        onEnd();
      }}
      onCancel={onEnd}
    >
      {({ control, watch }) => (
        <>
          <AuthenticationChoice value={kind} onChange={setKind} />
          {kind === "oauth" && <OAuthFields control={control} at={(member) => `oauth.${member}`} />}
          {hasSecret && (
            <CredentialField
              control={control}
              at={(member) => member}
              kind={isKey(kind, watch("oauth")) ? "key" : kind === "oauth" ? "client-secret" : "bearer"}
              help={t("credential.help")}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}

function isKey(
  kind: "bearer" | "oauth",
  oauth: { readonly method?: string | undefined } | undefined,
): boolean {
  return kind === "oauth" && oauth?.method === "private_key_jwt";
}

/** The members that have a value; one that was emptied is left out, and so removed. */
export function toMembers(oauth: Output["oauth"] = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(oauth).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
