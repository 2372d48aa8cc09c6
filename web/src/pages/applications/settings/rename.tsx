import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { type ApplicationShape, applicationRoutes } from "../../../../../src/contract/applications.ts";
import { name as nameShape } from "../../../../../src/contract/parts.ts";
import { keys } from "../../../api/keys.ts";
import { FormDialog } from "../../../forms/form-dialog.tsx";
import { TextField } from "../../../forms/text-field.tsx";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole, useMay } from "../../../shell/console-context.ts";

const shape = z.object({ name: nameShape });

/** Gives an application another name; its address in the console stays. */
export function Rename({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("settings");
  const { client } = useConsole();
  const queries = useQueryClient();
  const mayWrite = useMay()("applications:write");
  const [isOpen, setOpen] = useState(false);
  const { orgId: org, appId: app, name } = application;
  if (!mayWrite) return null;
  return (
    <section className="panel">
      <h2>{t("rename")}</h2>
      <p className="soft">{t("rename.text")}</p>
      <div className="panel-actions">
        <Button onClick={() => setOpen(true)}>{t("rename.action")}</Button>
      </div>
      {isOpen && (
        <FormDialog
          shape={shape}
          heading={t("rename.heading", { name })}
          action={t("rename.action")}
          defaults={{ name }}
          places={{ "app.name-taken": "name" }}
          run={(body) => client.call(applicationRoutes.updateApplication, { params: { org, app }, body })}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.applications(org) });
            setOpen(false);
          }}
          onCancel={() => setOpen(false)}
        >
          {({ control }) => <TextField control={control} name="name" label={t("rename.name")} />}
        </FormDialog>
      )}
    </section>
  );
}
