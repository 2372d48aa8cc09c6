import { useQueryClient } from "@tanstack/react-query";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { type ApplicationRolesShape, roleRoutes } from "../../../../../src/contract/roles.ts";
import { keys } from "../../../api/keys.ts";
import { FormDialog } from "../../../forms/form-dialog.tsx";
import { TextField } from "../../../forms/text-field.tsx";
import { ToggleField } from "../../../forms/toggle-field.tsx";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole } from "../../../shell/console-context.ts";

interface RoleFormProps {
  readonly application: ApplicationShape;
  /** The role to change; left out for a new one. */
  readonly before?: ApplicationRolesShape["roles"][number];
  onEnd(): void;
}

/** Adds a role, or changes one. The id of a role stays, because assignments keep it. */
export function RoleForm({ application: { orgId: org, appId: app, name }, before, onEnd }: RoleFormProps) {
  const { t } = useTexts("assignments");
  const { client } = useConsole();
  const queries = useQueryClient();
  return (
    <FormDialog
      shape={roleRoutes.setRole.body}
      heading={
        before === undefined ? t("role.add.heading", { name }) : t("role.edit.heading", { name: before.name })
      }
      action={t(before === undefined ? "role.add" : "role.save")}
      defaults={{ value: before?.value ?? "", name: before?.name ?? "", default: before?.default ?? false }}
      places={{ "role.repeated": "value", "role.several-defaults": "default" }}
      run={(body) =>
        client.call(roleRoutes.setRole, {
          params: { org, app },
          body: before === undefined ? body : { ...body, id: before.id },
        })
      }
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.application(org, app) });
        onEnd();
      }}
      onCancel={onEnd}
    >
      {({ control }) => (
        <>
          <TextField control={control} name="value" label={t("role.value")} help={t("role.value.help")} />
          <TextField control={control} name="name" label={t("role.name")} help={t("role.name.help")} />
          <ToggleField control={control} name="default" label={t("role.default.label")} />
        </>
      )}
    </FormDialog>
  );
}
