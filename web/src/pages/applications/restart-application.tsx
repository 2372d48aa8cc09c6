import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { restartRoutes } from "../../../../src/contract/restart.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { ToggleField } from "../../forms/toggle-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay } from "../../shell/console-context.ts";

const SCOPES = ["escrows", "watermark", "quarantine", "force-deletes"] as const;

const shape = z
  .object({
    escrows: z.boolean(),
    watermark: z.boolean(),
    quarantine: z.boolean(),
    "force-deletes": z.boolean(),
  })
  .refine((chosen) => SCOPES.some((scope) => chosen[scope]), {
    error: "invalid.nothing-chosen",
    path: ["escrows"],
  });

/** What is chosen at first: everything but the approval of deletions, which is a decision of its own. */
const DEFAULTS = { escrows: true, watermark: true, quarantine: true, "force-deletes": false };

/** Restarts an application after a choice of what begins again. Links and accounts stay. */
export function RestartApplication({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("applications");
  const { client } = useConsole();
  const queries = useQueryClient();
  const mayRun = useMay()("provisioning:run");
  const [isOpen, setOpen] = useState(false);
  const { orgId: org, appId: app, name } = application;
  if (!mayRun) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("restart")}</Button>
      {isOpen && (
        <FormDialog
          shape={shape}
          heading={t("restart.heading", { name })}
          intro={t("restart.intro")}
          action={t("restart.action")}
          defaults={DEFAULTS}
          run={(chosen) =>
            client.call(restartRoutes.restartApplication, {
              params: { org, app },
              body: { scopes: SCOPES.filter((scope) => chosen[scope]) },
            })
          }
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.applications(org) });
            setOpen(false);
          }}
          onCancel={() => setOpen(false)}
        >
          {({ control }) =>
            SCOPES.map((scope) => (
              <ToggleField
                key={scope}
                control={control}
                name={scope}
                label={t(`restart.${scope}`)}
                help={t(`restart.${scope}.help`)}
              />
            ))
          }
        </FormDialog>
      )}
    </>
  );
}
