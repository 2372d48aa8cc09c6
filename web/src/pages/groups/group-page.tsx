import Button from "@cloudscape-design/components/button";
import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { accountRoutes } from "../../../../src/contract/accounts.ts";
import { directoryRoutes, type GroupDetails, type MemberEntry } from "../../../../src/contract/directory.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { DEFAULT_SIZE } from "../../lists/use-list-address.ts";
import { AccountList } from "../../objects/account-list.tsx";
import { AttributeList } from "../../objects/attribute-list.tsx";
import { Timeline } from "../../objects/timeline.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { ObjectPage } from "../../shell/object-page.tsx";
import { GroupActions, useMayChange } from "./group-actions.tsx";
import { RemoveMember } from "./remove-member.tsx";

/** One group: its members, what was done with it, its parents, its counterparts in applications, and its attributes. */
export function GroupPage() {
  const { t } = useTexts("groups", "common");
  const { client } = useConsole();
  const { number } = useFormat();
  const may = useMay();
  const { org, group } = useParams({ from: "/organizations/$org/groups/$group" });
  const query = useQuery({
    queryKey: keys.group(org, group),
    queryFn: ({ signal }) =>
      client.call(directoryRoutes.showGroup, { params: { org }, query: { find: group }, signal }),
    enabled: may("directory:read"),
  });
  return (
    <ObjectPage
      query={query}
      parent={{ to: "/organizations/$org/groups", text: t("common:page.groups") }}
      permission="directory:read"
      head={(details) => ({
        title: details.displayName,
        intro: t("members.count", { count: details.members, shown: number(details.members) }),
        actions: <GroupActions details={details} />,
      })}
    >
      {(details) => <Details details={details} />}
    </ObjectPage>
  );
}

function Details({ details }: { readonly details: GroupDetails }) {
  const { t } = useTexts("groups", "users");
  const org = useOrganization();
  const may = useMay();
  return (
    <div className="object-columns">
      <div className="object-main">
        {details.source !== null && <p className="note">{t("owned", { source: details.source })}</p>}
        <Members group={details.groupId} mayChange={useMayChange()(details)} />
        {may("provisioning:read") && <History group={details.groupId} />}
      </div>
      <div className="object-side">
        {may("provisioning:read") && <Counterparts group={details.groupId} />}
        <section className="panel">
          <h2>{t("parents")}</h2>
          {details.groups.length === 0 && <p className="soft">{t("parents.none")}</p>}
          <ul className="names">
            {details.groups.map(({ groupId, displayName }) => (
              <li key={groupId}>
                <Link to="/organizations/$org/groups/$group" params={{ org, group: groupId }}>
                  {displayName}
                </Link>
              </li>
            ))}
          </ul>
        </section>
        <section className="panel">
          <h2>{t("users:attributes")}</h2>
          <AttributeList attributes={details.attributes} owners={details.owners} />
        </section>
      </div>
    </div>
  );
}

function Members({ group, mayChange }: { readonly group: string; readonly mayChange: boolean }) {
  const { t } = useTexts("groups");
  const { client } = useConsole();
  const org = useOrganization();
  const address = useSearch({ from: "/organizations/$org/groups/$group" });
  const { size = DEFAULT_SIZE, after } = address;
  const asked = { after, limit: size };
  const [leaving, setLeaving] = useState<MemberEntry>();
  const query = useQuery({
    queryKey: keys.members(org, group, asked),
    queryFn: ({ signal }) =>
      client.call(directoryRoutes.listGroupMembers, { params: { org, group }, query: asked, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <ListTable
        query={query}
        address={address}
        label={t("members")}
        columns={useMemberColumns(mayChange ? setLeaving : undefined)}
        idOf={({ memberId }) => memberId}
        isFiltered={false}
        empty={<p className="panel soft">{t("members.none")}</p>}
      />
      {leaving !== undefined && (
        <RemoveMember group={group} member={leaving} onEnd={() => setLeaving(undefined)} />
      )}
    </>
  );
}

function useMemberColumns(
  remove: ((member: MemberEntry) => void) | undefined,
): readonly TableProps.ColumnDefinition<MemberEntry>[] {
  const { t } = useTexts("groups");
  const org = useOrganization();
  const removeButton = useCallback(
    (member: MemberEntry) => (
      <Button
        variant="inline-link"
        ariaLabel={t("remove.of", { name: member.name })}
        onClick={() => remove?.(member)}
      >
        {t("remove")}
      </Button>
    ),
    [t, remove],
  );
  return useMemo(
    () => [
      {
        id: "name",
        header: t("member.name"),
        isRowHeader: true,
        cell: ({ memberId, type, name }) =>
          type.toLowerCase() === "group" ? (
            <Link to="/organizations/$org/groups/$group" params={{ org, group: memberId }}>
              {name}
            </Link>
          ) : (
            <Link to="/organizations/$org/users/$user" params={{ org, user: memberId }}>
              {name}
            </Link>
          ),
      },
      {
        id: "type",
        header: t("member.type"),
        cell: ({ type }) => t(type.toLowerCase() === "group" ? "member.type.group" : "member.type.user"),
      },
      ...(remove === undefined ? [] : [{ id: "actions", header: t("member.actions"), cell: removeButton }]),
    ],
    [t, org, remove, removeButton],
  );
}

function Counterparts({ group }: { readonly group: string }) {
  const { t } = useTexts("users");
  const { client } = useConsole();
  const org = useOrganization();
  const query = useQuery({
    queryKey: keys.groupAccounts(org, group),
    queryFn: ({ signal }) => client.call(accountRoutes.listGroupAccounts, { params: { org, group }, signal }),
  });
  return (
    <section className="panel">
      <h2>{t("accounts")}</h2>
      <AccountList query={query} type="group" objectId={group} />
    </section>
  );
}

function History({ group }: { readonly group: string }) {
  const { client } = useConsole();
  const org = useOrganization();
  return (
    <Timeline
      queryKey={keys.groupTimeline(org, group)}
      read={(query, signal) =>
        client.call(accountRoutes.listGroupTimeline, { params: { org, group }, query, signal })
      }
    />
  );
}
