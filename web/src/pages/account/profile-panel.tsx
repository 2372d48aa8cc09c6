import { useState } from "react";
import { z } from "zod";
import { ownProfileRoutes } from "../../../../src/contract/own-profile.ts";
import { name } from "../../../../src/contract/parts.ts";
import { Form } from "../../forms/form.tsx";
import { FormFooter } from "../../forms/form-footer.tsx";
import { SelectField } from "../../forms/select-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { chooseLanguage } from "../../i18n/i18n.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Panel } from "../../objects/panel.tsx";
import { useConsole } from "../../shell/console-context.ts";

/** A field that is left empty is left out, so that the browser's language has a word of its own. */
const shape = z.object({ displayName: name, language: z.enum(["browser", "en", "fr"]) });

/** The name as others read it, and the language of the console. */
export function ProfilePanel() {
  const { t, i18n } = useTexts("account");
  const { client, session, renewSession } = useConsole();
  const [isSaved, setSaved] = useState(false);
  const form = useApiForm({
    shape,
    defaults: { displayName: session.displayName, language: session.language ?? "browser" },
    run: ({ displayName, language }) =>
      client.call(ownProfileRoutes.updateOwnProfile, {
        body: { displayName, language: language === "browser" ? null : language },
      }),
    onDone(changed) {
      renewSession(changed);
      setSaved(true);
      if (changed.language !== null) void chooseLanguage(i18n, changed.language);
    },
  });
  const { control } = form;
  return (
    <Panel heading={t("profile")} text={t("profile.text")}>
      <dl className="summary">
        <div>
          <dt>{t("profile.name")}</dt>
          <dd translate="no">{session.name}</dd>
        </div>
      </dl>
      <Form form={form}>
        <TextField
          control={control}
          name="displayName"
          label={t("profile.display-name")}
          autoComplete="name"
        />
        <SelectField
          control={control}
          name="language"
          label={t("profile.language")}
          help={t("profile.language-help")}
          options={[
            { value: "browser", label: t("profile.language-browser") },
            { value: "en", label: "English" },
            { value: "fr", label: "Français" },
          ]}
        />
        <FormFooter action={t("save")} isPending={form.isPending} />
      </Form>
      <p role="status" className="panel-note">
        {isSaved ? t("profile.saved") : ""}
      </p>
    </Panel>
  );
}
