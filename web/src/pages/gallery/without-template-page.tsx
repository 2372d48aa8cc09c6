import { useState } from "react";
import { z } from "zod";
import { applicationRoutes } from "../../../../src/contract/applications.ts";
import { Form } from "../../forms/form.tsx";
import { FormFooter } from "../../forms/form-footer.tsx";
import { LongTextField } from "../../forms/long-text-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import {
  type Authentication,
  AuthenticationChoice,
} from "../applications/connection/authentication-choice.tsx";
import { toMembers } from "../applications/connection/edit-authentication.tsx";
import { OAuthFields } from "../applications/connection/oauth-fields.tsx";
import { oauthShape } from "../applications/connection/read-connection.ts";
import { useCreated } from "./use-created.ts";
import "./gallery.css";

const { name, secret, privateKey } = applicationRoutes.createApplication.body.shape;
const url = z.string();
const shapeOfOAuth = z.object({ name, config: z.object({ url, oauth: oauthShape }), secret, privateKey });
const shapeOfBearer = z.object({
  ...{ name, secret, privateKey },
  config: z.object({ url, oauth: oauthShape.partial().optional() }),
});
type Values = z.input<typeof shapeOfBearer>;
type Output = z.output<typeof shapeOfBearer>;

/** Creates an application for any target that speaks SCIM. */
export function WithoutTemplatePage() {
  const { t } = useTexts("gallery");
  return (
    <Page
      title={t("other")}
      parent={{ to: "/organizations/$org/applications/new", text: t("title") }}
      intro={t("other.text")}
      permission="applications:write"
    >
      <section className="panel narrow">
        <OtherForm />
      </section>
    </Page>
  );
}

function OtherForm() {
  const { t } = useTexts("gallery", "connection");
  const { client } = useConsole();
  const org = useOrganization();
  const onDone = useCreated();
  const [kind, setKind] = useState<Authentication>("bearer");
  const shape: z.ZodType<Output, Values> = kind === "oauth" ? shapeOfOAuth : shapeOfBearer;
  const form = useApiForm({
    shape,
    defaults: {
      ...{ name: "", secret: "", privateKey: "" },
      config: { url: "", oauth: { method: "client_secret_basic" } },
    },
    places: { "app.name-taken": "name" },
    run: ({ config: { url: address, oauth }, ...values }) =>
      client.call(applicationRoutes.createApplication, {
        params: { org },
        body: {
          ...values,
          connector: "scim",
          config: { url: address, ...(kind === "oauth" ? { oauth: toMembers(oauth) } : {}) },
        },
      }),
    onDone,
  });
  const { control, watch } = form;
  const isKey = kind === "oauth" && watch("config.oauth.method") === "private_key_jwt";
  return (
    <Form form={form}>
      <TextField control={control} name="name" label={t("name")} />
      <TextField
        control={control}
        name="config.url"
        label={t("connection:address")}
        help={t("other.address")}
        type="url"
        placeholder="https://target.example/scim/v2"
      />
      <AuthenticationChoice value={kind} onChange={setKind} />
      {kind === "oauth" && <OAuthFields control={control} at={(member) => `config.oauth.${member}`} />}
      {isKey ? (
        <LongTextField
          control={control}
          name="privateKey"
          label={t("connection:private-key")}
          help={t("credential.help")}
        />
      ) : (
        <TextField
          control={control}
          name="secret"
          label={t(kind === "bearer" ? "connection:secret" : "connection:client-secret")}
          help={t("credential.help")}
          type="password"
          autoComplete="new-password"
        />
      )}
      <FormFooter action={t("create")} isPending={form.isPending} />
    </Form>
  );
}
