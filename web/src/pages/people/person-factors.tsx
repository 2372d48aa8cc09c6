import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type PersonDetails, peopleRoutes } from "../../../../src/contract/people.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";

/** What is to be removed: the app, or one of the passkeys. */
type Removal =
  | { readonly kind: "app" }
  | { readonly kind: "passkey"; readonly id: string; readonly name: string };

/** The authenticator app and the passkeys of a person, which an owner removes when a device was lost. */
export function PersonFactors({ person }: { readonly person: PersonDetails }) {
  const { t } = useTexts("people");
  const may = useMay()("people:write");
  const [removal, setRemoval] = useState<Removal>();
  const { authenticatorAppSince: since, passkeys } = person;
  return (
    <section className="panel">
      <h2>{t("factors")}</h2>
      {since === null && passkeys.length === 0 && <p className="soft">{t("factors.none")}</p>}
      <ul className="entries">
        {since !== null && (
          <li className="entry">
            <div>
              {t("factors.app")} <Time at={since} />
            </div>
            {may && (
              <Button onClick={() => setRemoval({ kind: "app" })} ariaLabel={t("factors.remove-app")}>
                {t("remove")}
              </Button>
            )}
          </li>
        )}
        {passkeys.map(({ passkeyId: id, name, createdAt }) => (
          <li key={id} className="entry">
            <div>
              {t("factors.passkey", { name })} <Time at={createdAt} />
            </div>
            {may && (
              <Button
                onClick={() => setRemoval({ kind: "passkey", id, name })}
                ariaLabel={t("factors.remove-passkey", { name })}
              >
                {t("remove")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {removal !== undefined && (
        <RemoveFactor person={person} removal={removal} onEnd={() => setRemoval(undefined)} />
      )}
    </section>
  );
}

interface RemoveFactorProps {
  readonly person: PersonDetails;
  readonly removal: Removal;
  onEnd(): void;
}

function RemoveFactor({ person: { personId: person }, removal, onEnd }: RemoveFactorProps) {
  const { t } = useTexts("people");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  return (
    <Confirm
      heading={
        removal.kind === "app" ? t("factors.remove-app") : t("factors.remove-passkey", { name: removal.name })
      }
      text={t("factors.remove-text")}
      action={t("remove")}
      run={() =>
        removal.kind === "app"
          ? client.call(peopleRoutes.removeSecondFactorOf, { params: { person } })
          : client.call(peopleRoutes.removePasskeyOf, { params: { person, passkey: removal.id } })
      }
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.people(org) });
        onEnd();
      }}
      onCancel={onEnd}
    />
  );
}
