import Button from "@cloudscape-design/components/button";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { tokenRoutes } from "../../../../src/contract/tokens.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { NumberField } from "../../forms/number-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { Panel } from "../../objects/panel.tsx";
import { ShownOnce } from "../../objects/shown-once.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { QueryView } from "../../states/query-view.tsx";

type PersonalToken = z.output<typeof tokenRoutes.listPersonalTokens.response>["items"][number];
type CreatedToken = z.output<typeof tokenRoutes.createPersonalToken.response>;

const LIFETIME_DAYS = 90;

/** The personal tokens with which programs act as the person. */
export function TokensPanel() {
  const { t } = useTexts("account");
  const { client } = useConsole();
  const [isCreating, setCreating] = useState(false);
  const [created, setCreated] = useState<CreatedToken>();
  const query = useQuery({
    queryKey: keys.personalTokens(),
    queryFn: ({ signal }) => client.call(tokenRoutes.listPersonalTokens, { signal }),
  });
  return (
    <Panel
      isWide
      heading={t("tokens")}
      text={t("tokens.text")}
      actions={<Button onClick={() => setCreating(true)}>{t("tokens.create")}</Button>}
    >
      <QueryView query={query}>
        {({ items }) => {
          const valid = items.filter(isValid);
          if (valid.length === 0) return <p className="soft">{t("tokens.none")}</p>;
          return (
            <ul className="entries">
              {valid.map((token) => (
                <TokenEntry key={token.tokenId} token={token} />
              ))}
            </ul>
          );
        }}
      </QueryView>
      {isCreating && (
        <CreateToken
          onDone={(token) => {
            setCreating(false);
            setCreated(token);
          }}
          onCancel={() => setCreating(false)}
        />
      )}
      {created !== undefined && (
        <ShownOnce
          heading={t("tokens.created", { name: created.name })}
          text={t("tokens.created-text")}
          values={[{ label: t("tokens.token"), value: created.token }]}
          onClose={() => setCreated(undefined)}
        />
      )}
    </Panel>
  );
}

const isValid = ({ revokedAt, expiresAt }: PersonalToken) =>
  revokedAt === null && Date.parse(expiresAt) > Date.now();

interface CreateTokenProps {
  onDone(token: CreatedToken): void;
  onCancel(): void;
}

function CreateToken({ onDone, onCancel }: CreateTokenProps) {
  const { t } = useTexts("account");
  const { client } = useConsole();
  const queries = useQueryClient();
  return (
    <FormDialog
      heading={t("tokens.create")}
      intro={t("tokens.create-text")}
      action={t("tokens.create")}
      shape={tokenRoutes.createPersonalToken.body}
      defaults={{ name: "", lifetimeDays: LIFETIME_DAYS }}
      run={(body) => client.call(tokenRoutes.createPersonalToken, { body })}
      onDone={(token) => {
        void queries.invalidateQueries({ queryKey: keys.personalTokens() });
        onDone(token);
      }}
      onCancel={onCancel}
    >
      {({ control }) => (
        <>
          <TextField control={control} name="name" label={t("tokens.name")} help={t("tokens.name-help")} />
          <NumberField control={control} name="lifetimeDays" label={t("tokens.days")} />
        </>
      )}
    </FormDialog>
  );
}

function TokenEntry({ token }: { readonly token: PersonalToken }) {
  const { t } = useTexts("account");
  const { client } = useConsole();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { tokenId, name, createdAt, expiresAt, restsAt } = token;
  return (
    <li className="entry">
      <div>
        <p className="entry-name" translate="no">
          {name}
        </p>
        <p className="soft">
          {t("added")} <Time at={createdAt} /> · {t("tokens.expires")} <Time at={expiresAt} />
        </p>
        {restsAt !== null && (
          <p className="soft">
            {t("tokens.rests")} <Time at={restsAt} />
          </p>
        )}
      </div>
      <Button ariaLabel={t("tokens.revoke-one", { name })} onClick={() => setOpen(true)}>
        {t("tokens.revoke")}
      </Button>
      {isOpen && (
        <Confirm
          heading={t("tokens.revoke-heading", { name })}
          text={t("tokens.revoke-text")}
          action={t("tokens.revoke")}
          run={() => client.call(tokenRoutes.revokePersonalToken, { params: { token: tokenId } })}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.personalTokens() });
            setOpen(false);
          }}
          onCancel={() => setOpen(false)}
        />
      )}
    </li>
  );
}
