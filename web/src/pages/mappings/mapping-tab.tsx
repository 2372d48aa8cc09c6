import Button from "@cloudscape-design/components/button";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { type ApplicationMappingShape, mappingRoutes } from "../../../../src/contract/mappings.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { TypeSwitch } from "../../objects/type-switch.tsx";
import { useConsole, useMay } from "../../shell/console-context.ts";
import { QueryView } from "../../states/query-view.tsx";
import { useShownApplication } from "../applications/shown-application.ts";
import { AttributeDialog } from "./attribute-dialog.tsx";
import { type Definition, removeAttribute } from "./attribute-draft.ts";
import { AttributeTable } from "./attribute-table.tsx";
import { ChangeMapping } from "./change-mapping.tsx";
import { ExpressionTrial } from "./expression-trial.tsx";
import { MappingTrial } from "./mapping-trial.tsx";
import { ResetMapping } from "./reset-mapping.tsx";
import "./mappings.css";

const FROM = "/organizations/$org/applications/$app/mappings";

/** The mappings of an application: what is written into its accounts, and a test of that on a person. */
export function MappingTab() {
  const application = useShownApplication();
  const { client } = useConsole();
  const { orgId: org, appId: app } = application;
  const query = useQuery({
    queryKey: keys.mapping(org, app),
    queryFn: ({ signal }) => client.call(mappingRoutes.getMapping, { params: { org, app }, signal }),
  });
  return (
    <>
      <QueryView query={query}>{(found) => <Mapping application={application} mapping={found} />}</QueryView>
      <div className="mapping-expressions">
        <ExpressionTrial application={application} />
      </div>
    </>
  );
}

interface MappingProps {
  readonly application: ApplicationShape;
  readonly mapping: ApplicationMappingShape;
}

/** A change of the attribute at a place, or of a new one. It is about the mapping that was shown when it began. */
interface Doing {
  readonly kind: "edit" | "remove";
  readonly at: number | undefined;
  readonly mapping: ApplicationMappingShape;
}

function Mapping({ application, mapping }: MappingProps) {
  const { t } = useTexts("mappings");
  const may = useMay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { type = "user" } = useSearch({ from: FROM });
  const [doing, setDoing] = useState<Doing>();
  const [isSaved, setSaved] = useState(false);
  const { orgId: org, appId: app } = application;
  const stop = () => {
    setDoing(undefined);
    // After a conflict, the table shows the other editor's change.
    void queries.invalidateQueries({ queryKey: keys.mapping(org, app) });
  };
  const begin = (kind: Doing["kind"], at?: number) => setDoing({ kind, at, mapping });
  const done = () => {
    void queries.invalidateQueries({ queryKey: keys.application(org, app) });
    setSaved(true);
    stop();
  };
  return (
    <div className="mapping">
      <div className="mapping-head">
        <TypeSwitch
          type={type}
          onChange={(chosen) =>
            void navigate({ to: ".", search: { type: chosen === "user" ? undefined : chosen } })
          }
        />
        {may("applications:write") && (
          <div className="page-actions">
            <ResetMapping application={application} mapping={mapping} type={type} onDone={done} />
            <Button onClick={() => begin("edit")}>{t("add")}</Button>
          </div>
        )}
      </div>
      {isSaved && (
        <p className="note" role="status">
          {t("saved")}
        </p>
      )}
      <AttributeTable
        rows={mapping[type]}
        onEdit={(at) => begin("edit", at)}
        onRemove={(at) => begin("remove", at)}
      />
      <MappingTrial application={application} type={type} version={mapping.version} />
      {doing?.kind === "edit" && (
        <AttributeDialog
          application={application}
          mapping={doing.mapping}
          type={type}
          at={doing.at}
          onDone={done}
          onCancel={stop}
        />
      )}
      {doing?.kind === "remove" && doing.at !== undefined && (
        <ChangeMapping
          application={application}
          heading={t("remove.heading", { target: targetAt(doing.mapping, type, doing.at) })}
          text={t("remove.text")}
          action={t("remove")}
          body={bodyOf(doing.mapping, type, removeAttribute(doing.mapping.mappings[type], doing.at))}
          onDone={done}
          onCancel={stop}
        />
      )}
    </div>
  );
}

function targetAt(mapping: ApplicationMappingShape, type: "user" | "group", at: number): string {
  return mapping[type][at]?.target ?? "";
}

/** A change of one type, which the server refuses if the application changed since the mapping was read. */
function bodyOf({ version }: ApplicationMappingShape, type: "user" | "group", changed: Definition) {
  return { [type]: changed, version };
}
