import Button from "@cloudscape-design/components/button";
import { useNavigate } from "@tanstack/react-router";
import { useTexts } from "../i18n/use-texts.ts";
import { useMay, useOrganization } from "../shell/console-context.ts";

/** Leads to the gallery; without the permission there is nothing to press. */
export function NewApplication() {
  const { t } = useTexts();
  const org = useOrganization();
  const may = useMay();
  const navigate = useNavigate();
  if (!may("applications:write")) return null;
  return (
    <Button
      variant="primary"
      onClick={() => void navigate({ to: "/organizations/$org/applications/new", params: { org } })}
    >
      {t("new-application")}
    </Button>
  );
}
