import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { z } from "zod";
import { type deletedUser, deletedUserRoutes } from "../../../../src/contract/deleted-users.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { SearchBox } from "../../lists/search-box.tsx";
import { DEFAULT_SIZE, useListAddress } from "../../lists/use-list-address.ts";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { Confirm } from "../../states/confirm.tsx";
import { EmptyState } from "../../states/empty-state.tsx";

type DeletedUser = z.output<typeof deletedUser>;

/** What a person is about to do with a deleted user. */
interface Choice {
  readonly kind: "restore" | "purge";
  readonly user: DeletedUser;
}

/** Users that were deleted and are kept for a while, with the ways back. */
export function DeletedUsersPage() {
  const { t } = useTexts("deleted-users", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const [choice, setChoice] = useState<Choice>();
  const address = useSearch({ from: "/organizations/$org/deleted-users" });
  const { change } = useListAddress(address);
  const { size = DEFAULT_SIZE, after, search } = address;
  const asked = { after, limit: size, userName: search };
  const query = useQuery({
    queryKey: keys.deletedUsers(org, asked),
    queryFn: ({ signal }) =>
      client.call(deletedUserRoutes.listDeletedUsers, { params: { org }, query: asked, signal }),
    placeholderData: keepPreviousData,
    enabled: may("directory:read"),
  });
  return (
    <Page title={t("common:page.deleted-users")} intro={t("intro")} permission="directory:read">
      <ListTable
        query={query}
        address={address}
        label={t("table")}
        columns={useColumns(setChoice)}
        idOf={({ userId }) => userId}
        isFiltered={search !== undefined}
        filters={
          <SearchBox
            label={t("search.label")}
            placeholder={t("search.placeholder")}
            value={search}
            onChange={(text) => change({ search: text })}
          />
        }
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
      {choice !== undefined && <ConfirmChoice choice={choice} onEnd={() => setChoice(undefined)} />}
    </Page>
  );
}

function ConfirmChoice({ choice, onEnd }: { readonly choice: Choice; onEnd(): void }) {
  const { t } = useTexts("deleted-users");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const { kind, user } = choice;
  const [userName, setUserName] = useState("");
  const params = { org, user: user.userId };
  const name = user.displayName ?? user.userName;
  return (
    <Confirm
      heading={t(`${kind}.heading`, { name })}
      text={t(`${kind}.text`)}
      action={t(kind)}
      run={() =>
        kind === "restore"
          ? client.call(deletedUserRoutes.restoreUser, { params, body: readName(userName) })
          : client.call(deletedUserRoutes.purgeUser, { params })
      }
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.directory(org) });
        onEnd();
      }}
      onCancel={onEnd}
    >
      {kind === "restore" && (
        <FormField label={t("restore.name")} description={t("restore.name.help")}>
          <Input
            value={userName}
            placeholder={user.userName}
            onChange={({ detail }) => setUserName(detail.value)}
          />
        </FormField>
      )}
    </Confirm>
  );
}

/** The name to restore a user under; the former one where the field is left empty. */
function readName(text: string): { readonly userName?: string } {
  const userName = text.trim();
  return userName === "" ? {} : { userName };
}

function useColumns(choose: (choice: Choice) => void): readonly TableProps.ColumnDefinition<DeletedUser>[] {
  const { t } = useTexts("deleted-users");
  const mayWrite = useMay()("directory:write");
  return useMemo(() => {
    const nameOf = ({ displayName, userName }: DeletedUser) => displayName ?? userName;
    const button = (kind: Choice["kind"], user: DeletedUser) => (
      <Button
        variant="inline-link"
        ariaLabel={t(`${kind}.of`, { name: nameOf(user) })}
        onClick={() => choose({ kind, user })}
      >
        {t(kind)}
      </Button>
    );
    const actions: TableProps.ColumnDefinition<DeletedUser> = {
      id: "actions",
      header: t("column.actions"),
      cell: (user) => (
        <span className="row-actions">
          {button("restore", user)}
          {button("purge", user)}
        </span>
      ),
    };
    return [
      { id: "name", header: t("column.name"), isRowHeader: true, cell: nameOf },
      { id: "userName", header: t("column.user-name"), cell: ({ userName }) => userName },
      { id: "deleted", header: t("column.deleted"), cell: ({ deletedAt }) => <Time at={deletedAt} /> },
      { id: "purge", header: t("column.purge"), cell: ({ purgeAt }) => <Time at={purgeAt} /> },
      ...(mayWrite ? [actions] : []),
    ];
  }, [t, mayWrite, choose]);
}
