import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { type ApplicationSettingsShape, settingRoutes } from "../../../../../src/contract/settings.ts";
import { keys } from "../../../api/keys.ts";
import { Form } from "../../../forms/form.tsx";
import { FormFooter } from "../../../forms/form-footer.tsx";
import { useApiForm } from "../../../forms/use-api-form.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole, useMay } from "../../../shell/console-context.ts";
import { changesIn, type Setting, shapeOf, toDraft } from "./setting-draft.ts";
import { SettingField } from "./setting-field.tsx";
import { SECTIONS, useSettingWords } from "./use-setting-words.ts";

interface SettingsProps {
  readonly application: ApplicationShape;
  readonly shown: ApplicationSettingsShape;
}

/** The settings of an application: fields for a role that may change them, values for every other. */
export function Settings(props: SettingsProps) {
  const mayWrite = useMay()("applications:write");
  return mayWrite ? <SettingsForm {...props} /> : <SettingsValues {...props} />;
}

/** What a save did: undefined before the first one. */
type Saved = "nothing" | "saved" | "everyone";

function SettingsForm({ application, shown }: SettingsProps) {
  const { t } = useTexts("settings");
  const { client } = useConsole();
  const queries = useQueryClient();
  const [saved, setSaved] = useState<Saved>();
  const { orgId: org, appId: app } = application;
  // The values that the fields began with: a change by another person is not undone by saving.
  const [base, setBase] = useState(shown);
  const { settings } = base;
  const form = useApiForm({
    shape: shapeOf(settings),
    defaults: toDraft(settings),
    within: "settings",
    async run(draft) {
      setSaved(undefined);
      const changes = changesIn(settings, draft);
      if (Object.keys(changes).length === 0) return base;
      return client.call(settingRoutes.updateSettings, {
        params: { org, app },
        body: { settings: changes },
      });
    },
    onDone(after) {
      setSaved(after === base ? "nothing" : after.version === base.version ? "saved" : "everyone");
      setBase(after);
      queries.setQueryData(keys.settings(org, app), after);
      void queries.invalidateQueries({ queryKey: keys.application(org, app) });
    },
  });
  return (
    <Form form={form}>
      {groupSettings(settings).map(({ section, held }) => (
        <section key={section} className="panel form">
          <h2>{t(`section.${section}`)}</h2>
          {held.map((setting) => (
            <SettingField key={setting.name} setting={setting} control={form.control} />
          ))}
        </section>
      ))}
      <div className="form-end">
        <span role="status">{saved !== undefined && t(`saved.${saved}`)}</span>
        <FormFooter action={t("save")} isPending={form.isPending} />
      </div>
    </Form>
  );
}

function SettingsValues({ shown: { settings } }: SettingsProps) {
  const { t } = useTexts("settings");
  const words = useSettingWords();
  return groupSettings(settings).map(({ section, held }) => (
    <section key={section} className="panel">
      <h2>{t(`section.${section}`)}</h2>
      <dl className="fact-list">
        {held.map((setting) => (
          <div key={setting.name}>
            <dt>{words.label(setting)}</dt>
            <dd>{words.value(setting, setting.value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}

/** The settings by section; those that no section names come last. */
function groupSettings(settings: readonly Setting[]) {
  const known = SECTIONS.map(({ section, names }) => ({
    section,
    held: settings.filter(({ name }) => names.some((each) => each === name)),
  }));
  const placed = new Set(known.flatMap(({ held }) => held));
  const others = { section: "other" as const, held: settings.filter((each) => !placed.has(each)) };
  return [...known, others].filter(({ held }) => held.length > 0);
}
