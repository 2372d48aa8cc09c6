import { useQueryClient } from "@tanstack/react-query";
import { type Organization, organizationRoutes } from "../../../../src/contract/organizations.ts";
import { signInRoutes } from "../../../../src/contract/sign-in.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { NumberField } from "../../forms/number-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole } from "../../shell/console-context.ts";

interface OrganizationFormProps {
  /** The organization to change; a new one when left out. */
  readonly organization?: Organization;
  onDone(): void;
  onCancel(): void;
}

/** Creates an organization, or changes its name and how long it keeps deleted users. */
export function OrganizationForm({ organization, onDone, onCancel }: OrganizationFormProps) {
  const { t } = useTexts("organizations");
  const { client, renewSession } = useConsole();
  const queries = useQueryClient();
  const { name = "", softDeleteDays = 30, orgId } = organization ?? {};
  return (
    <FormDialog
      heading={orgId === undefined ? t("create") : t("change.heading", { name })}
      action={t(orgId === undefined ? "create" : "change.save")}
      shape={organizationRoutes.createOrganization.body}
      defaults={{ name, softDeleteDays }}
      places={{ "org.name-taken": "name" }}
      run={(body) =>
        orgId === undefined
          ? client.call(organizationRoutes.createOrganization, { body })
          : client.call(organizationRoutes.updateOrganization, { params: { org: orgId }, body })
      }
      onDone={() => {
        void queries.invalidateQueries({ queryKey: ["organizations"] });
        // The switch of organizations shows the names that the session has.
        void client.call(signInRoutes.getSession, {}).then(renewSession, () => undefined);
        onDone();
      }}
      onCancel={onCancel}
    >
      {({ control }) => (
        <>
          <TextField control={control} name="name" label={t("name")} />
          <NumberField control={control} name="softDeleteDays" label={t("kept")} help={t("kept.help")} />
        </>
      )}
    </FormDialog>
  );
}
