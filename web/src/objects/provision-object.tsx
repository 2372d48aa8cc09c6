import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { onDemandRoutes, type RehearsalShape } from "../../../src/contract/on-demand.ts";
import { keys } from "../api/keys.ts";
import { FormFooter } from "../forms/form-footer.tsx";
import { useTexts } from "../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../shell/console-context.ts";
import { ErrorState } from "../states/error-state.tsx";
import { QueryView } from "../states/query-view.tsx";
import { BodyText } from "./body-text.tsx";
import { ReasonList } from "./reason-list.tsx";
import "../states/dialog-body.css";

interface ProvisionProps {
  readonly app: string;
  readonly application: string;
  readonly type: "user" | "group";
  readonly objectId: string;
}

/** Provisions one object in an application now, after a look at what would be sent. */
export function ProvisionObject(props: ProvisionProps) {
  const { t } = useTexts("users");
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may("provisioning:retry")) return null;
  return (
    <>
      <Button
        variant="inline-link"
        ariaLabel={t("provision.of", { name: props.application })}
        onClick={() => setOpen(true)}
      >
        {t("provision")}
      </Button>
      {isOpen && <ProvisionDialog {...props} onCancel={() => setOpen(false)} />}
    </>
  );
}

function ProvisionDialog({
  app,
  application,
  type,
  objectId: find,
  onCancel,
}: ProvisionProps & { onCancel(): void }) {
  const { t } = useTexts("users", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const navigate = useNavigate();
  const call = { params: { org, app }, body: { type, find } };
  const query = useQuery({
    queryKey: keys.rehearsal(org, app, find),
    queryFn: ({ signal }) => client.call(onDemandRoutes.rehearseObject, { ...call, signal }),
    // The answer is true of this moment: it is asked for again whenever the dialog opens, and not by itself.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(onDemandRoutes.provisionObject, call),
    onSuccess: ({ cycleId: cycle }) =>
      navigate({
        to: "/organizations/$org/applications/$app/cycles/$cycle",
        params: { org, app, cycle },
      }),
  });
  return (
    <Modal
      visible
      header={t("provision.heading", { name: application })}
      closeAriaLabel={t("common:close")}
      onDismiss={onCancel}
      footer={
        <FormFooter
          action={t("provision")}
          isPending={isPending}
          onAction={() => mutate()}
          onCancel={onCancel}
        />
      }
    >
      <div className="dialog-body">
        <p>{t("provision.text")}</p>
        <QueryView query={query}>{(found) => <Rehearsal found={found} />}</QueryView>
        {error !== null && <ErrorState of="action" error={error} />}
      </div>
    </Modal>
  );
}

function Rehearsal({
  found: { decisions, requests, withheld, message },
}: {
  readonly found: RehearsalShape;
}) {
  const { t } = useTexts("users", "plans", "common");
  return (
    <>
      {decisions.map(({ objectId, name, verb, reasons }) => (
        <section key={objectId}>
          <h3>
            <span translate="no">{name}</span>
            {t("common:colon")} {t(`plans:verb.${verb}`)}
          </h3>
          <ReasonList reasons={reasons} />
        </section>
      ))}
      {message !== null && <ReasonList reasons={[message]} />}
      {requests.length > 0 && <p>{t("provision.requests")}</p>}
      {/* A rehearsal that could not go on has no list of requests either, and that does not mean that there are none. */}
      {requests.length === 0 && message === null && <p>{t("provision.nothing")}</p>}
      {withheld && <p className="soft">{t("provision.withheld")}</p>}
      {requests.length > 0 && (
        <div>
          {requests.map((request, at) => (
            // Requests have no id, and their list does not change.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <RehearsedRequest key={at} request={request} isWithheld={withheld} />
          ))}
        </div>
      )}
    </>
  );
}

interface RehearsedRequestProps {
  readonly request: RehearsalShape["requests"][number];
  readonly isWithheld: boolean;
}

/** A request that would be sent: its line, with the body below it unless that is withheld. */
function RehearsedRequest({ request: { method, path, body }, isWithheld }: RehearsedRequestProps) {
  const line = (
    <code translate="no">
      {method} {path}
    </code>
  );
  if (isWithheld) return <p>{line}</p>;
  return (
    <details>
      <summary>{line}</summary>
      <BodyText label={`${method} ${path}`} text={JSON.stringify(body, null, 2)} />
    </details>
  );
}
